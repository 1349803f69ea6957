#!/bin/sh
# Runs once, in an empty volume of the image of PostgreSQL: it creates the owner of the tables, the
# role of the site and the worker, their database, and pgvector in it, which takes a superuser.
# portal/core/database_roles.py grants the rest.
set -eu
password() { # of an address, which the secret of this name holds; letters and digits only
    sed -n 's#^[^:]*://[^:]*:\([0-9A-Za-z]*\)@.*#\1#p' "/run/secrets/$1"
}
psql --quiet --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    --set=owner_password="$(password database_owner_url)" --set=password="$(password database_url)" <<'SQL'
CREATE ROLE portail_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE portail LOGIN PASSWORD :'password';
CREATE DATABASE portail OWNER portail_owner;
\connect portail
CREATE EXTENSION vector;
SQL
