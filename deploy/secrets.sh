#!/bin/sh
# Makes the secrets that compose.yaml gives to the services, one a file, in the folder `secrets`. A
# file that exists stays as it is. Write the address of the mail server into `email_url`.
set -eu
cd "$(dirname "$0")/.."
mkdir -p -m 0700 secrets
secret() { # a name and a value: readable in the containers, and here by who may enter the folder
    [ -e "secrets/$1" ] || (umask 022 && printf '%s\n' "$2" > "secrets/$1")
}
random() {
    openssl rand -hex 32
}
host=%2Frun%2Fpostgresql # the folder of the socket of PostgreSQL
secret postgres_password "$(random)"
secret database_owner_url "postgres://portail_owner:$(random)@$host/portail"
secret database_url "postgres://portail:$(random)@$host/portail"
secret secret_key "$(random)$(random)"
secret secret_key_fallbacks ""
secret audit_key "$(random)"
secret health_token "$(random)"
secret mfa_keys "$(random)"
secret email_url ""
