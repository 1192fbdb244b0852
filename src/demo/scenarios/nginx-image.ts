/** What the official nginx image has besides nginx: an entrypoint that hands all variable names to envsubst. */
export const NGINX_FILES: Record<string, string> = {
  '/docker-entrypoint.sh': `#!/bin/sh
# As the official nginx image's: run what is in /docker-entrypoint.d, then the command.
set -e
for f in /docker-entrypoint.d/*.sh; do echo "/docker-entrypoint.sh: Launching $f"; "$f"; done
echo "/docker-entrypoint.sh: Configuration complete; ready for start up"
exec "$@"
`,
  '/docker-entrypoint.d/20-envsubst-on-templates.sh': `#!/bin/sh
set -e
defined_envs=$(printf '\${%s} ' $(awk "END { for (name in ENVIRON) { print ( name ~ /\${NGINX_ENVSUBST_FILTER:-}/ ) ? name : \\"\\" } }" </dev/null))
/usr/bin/envsubst "$defined_envs" </etc/nginx/templates/default.conf.template >/tmp/default.conf
`,
};

export const NGINX_LOG = `/docker-entrypoint.sh: Launching /docker-entrypoint.d/20-envsubst-on-templates.sh
/docker-entrypoint.sh: Configuration complete; ready for start up
`;
