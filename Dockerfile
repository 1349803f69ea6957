# Three stages: what builds, what serves static files (nginx), what serves the portal (the last).
# deploy/pin_images.sh gives the two images below with their digests.

ARG PYTHON_IMAGE=python:3.11-slim-bookworm
ARG NGINX_IMAGE=nginx:1.28

FROM ${PYTHON_IMAGE} AS build
ENV PYTHONDONTWRITEBYTECODE=1 VAR_DIR=/srv/portail
RUN python -m venv --without-pip /venv
ARG LOCK=requirements.lock
COPY ${LOCK} /tmp/requirements.lock
RUN pip --python /venv/bin/python install --no-cache-dir --no-deps --require-hashes --compile \
    --requirement /tmp/requirements.lock
WORKDIR /app
COPY . .
# Settings ask for these; nothing here connects to anything nor keeps them
RUN export SECRET_KEY=build SITE_URL=https://build.invalid DATABASE_URL=postgres://build.invalid/ \
    && /venv/bin/python manage.py build_css \
    && /venv/bin/python manage.py collectstatic --noinput \
    && mkdir -p /srv/portail/media \
    && /venv/bin/python -m compileall -q /app

FROM ${NGINX_IMAGE} AS proxy
# Uploads are readable by the portal's group alone
RUN groupadd --gid 10001 portail && usermod --append --groups portail nginx
COPY deploy/nginx.conf deploy/pages.conf deploy/site.conf /etc/nginx/
COPY deploy/errors /etc/nginx/errors
# The image writes conf.d/server_name.conf from it when it starts
RUN mkdir -p /etc/nginx/templates \
    && echo 'server_name ${SERVER_NAME};' > /etc/nginx/templates/server_name.conf.template
COPY --from=build /srv/portail/static /srv/portail/static

FROM ${PYTHON_IMAGE}
RUN useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin portail
COPY --from=build /venv /venv
COPY --from=build /app /app
COPY --from=build --chown=portail:portail /srv/portail /srv/portail
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    VAR_DIR=/srv/portail BIND=0.0.0.0:8000
WORKDIR /app
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --start-period=20s --interval=15s --timeout=5s CMD ["python", "deploy/healthcheck.py"]
CMD ["gunicorn", "--config", "portal/gunicorn.py"]
