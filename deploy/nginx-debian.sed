# Makes of deploy/nginx.conf and deploy/pages.conf, written for the container, what Debian needs:
# sed -f deploy/nginx-debian.sed deploy/nginx.conf > /etc/nginx/nginx.conf
s/^user nginx;/user www-data;/
s#server web:8000;#server unix:/run/portail/web.sock;#
# In memory, as in the container
s#/var/cache/nginx/#/run/nginx-#
# nginx before 1.25.1, as in Debian 12, knows HTTP/2 as a parameter of `listen` only
s/listen 443 ssl/& http2/
/^ *http2 on;/d
