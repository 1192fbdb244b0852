/**
 * Names that images and container runtimes set, for telling them from the names of an `envFrom` whose keys are not
 * known. From the Dockerfiles of the official images, and runc's and containerd's defaults.
 */
const NAMES = new Set([
  ...['PATH', 'HOME', 'HOSTNAME', 'TERM', 'container', 'LANG', 'LC_ALL', 'LANGUAGE', 'TZ', 'DEBIAN_FRONTEND'],
  ...['NODE_VERSION', 'YARN_VERSION', 'NPM_CONFIG_LOGLEVEL', 'NODE_ENV'],
  ...['PYTHON_VERSION', 'PYTHON_SHA256', 'PYTHON_PIP_VERSION', 'PYTHON_SETUPTOOLS_VERSION'],
  ...[
    'PYTHON_GET_PIP_URL',
    'PYTHON_GET_PIP_SHA256',
    'PYTHONUNBUFFERED',
    'PYTHONDONTWRITEBYTECODE',
    'GPG_KEY',
  ],
  ...['JAVA_HOME', 'JAVA_VERSION', 'JAVA_TOOL_OPTIONS', 'MAVEN_HOME', 'CATALINA_HOME', 'TOMCAT_VERSION'],
  ...['GOLANG_VERSION', 'GOPATH', 'GOTOOLCHAIN', 'RUST_VERSION', 'CARGO_HOME', 'RUSTUP_HOME'],
  ...[
    'RUBY_VERSION',
    'RUBY_MAJOR',
    'RUBY_DOWNLOAD_URL',
    'RUBY_DOWNLOAD_SHA256',
    'GEM_HOME',
    'BUNDLE_APP_CONFIG',
  ],
  ...[
    'BUNDLE_SILENCE_ROOT_WARNING',
    'PHP_VERSION',
    'PHP_INI_DIR',
    'PHP_CFLAGS',
    'PHP_CPPFLAGS',
    'PHP_LDFLAGS',
  ],
  ...['PHP_URL', 'PHP_ASC_URL', 'PHP_SHA256', 'PHPIZE_DEPS', 'GPG_KEYS'],
  ...['NGINX_VERSION', 'NJS_VERSION', 'NJS_RELEASE', 'PKG_RELEASE', 'DYNPKG_RELEASE', 'ACME_VERSION'],
  ...['PG_VERSION', 'PG_MAJOR', 'PGDATA', 'GOSU_VERSION', 'MYSQL_VERSION', 'MYSQL_MAJOR', 'REDIS_VERSION'],
  ...['REDIS_DOWNLOAD_URL', 'REDIS_DOWNLOAD_SHA', 'DOTNET_VERSION', 'ASPNET_VERSION', 'ASPNETCORE_URLS'],
  ...['ASPNETCORE_HTTP_PORTS', 'DOTNET_RUNNING_IN_CONTAINER', 'SSL_CERT_FILE', 'S6_OVERLAY_VERSION'],
]);

/** Whether a name is one that images or container runtimes usually set. */
export function isWellKnownImageVariable(name: string): boolean {
  return NAMES.has(name);
}
