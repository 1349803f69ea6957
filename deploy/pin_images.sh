#!/bin/sh
# Fetches the images that Dockerfile and compose.yaml name by a tag, and writes the line of each with
# its digest, for the file .env. What is pinned stays the same until these lines change.
set -eu
cd "$(dirname "$0")/.."
images=$(sed -n 's/^ARG \([A-Z]*_IMAGE\)=/\1 /p; s/.*{\([A-Z]*_IMAGE\):-\([^}]*\)}.*/\1 \2/p' Dockerfile compose.yaml)
echo "$images" | while read -r name image; do
    docker pull --quiet "$image" > /dev/null
    digest=$(docker image inspect --format '{{index .RepoDigests 0}}' "$image")
    case $digest in
        *@sha256:*) echo "$name=$image@${digest#*@}" ;;
        *) echo "$image has no digest" >&2 && exit 1 ;;
    esac
done
