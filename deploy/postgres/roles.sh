#!/bin/sh
# Runs once, in an empty volume of the image of PostgreSQL: it creates the owner of the tables, the
# role of the site and the worker, and their database. portal/core/database_roles.py grants the rest.
set -eu
psql --quiet --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    --set=owner_password="$DATABASE_OWNER_PASSWORD" --set=password="$DATABASE_PASSWORD" <<'SQL'
CREATE ROLE portail_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE portail LOGIN PASSWORD :'password';
CREATE DATABASE portail OWNER portail_owner;
SQL
