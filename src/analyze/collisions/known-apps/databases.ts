import type { CollisionRule } from '../rule.ts';
import { portRule } from './port-rule.ts';

/** Databases, and apps that find theirs by such variables. */
export const DATABASES: readonly CollisionRule[] = [
  portRule({
    id: 'bitnami-redis',
    app: 'Bitnami’s Redis image',
    variable: 'REDIS_PORT',
    port: 6379,
    images: ['bitnami/redis'],
    severity: 'medium',
    effect:
      'Older images write the URL into redis.conf as the port, and Redis does not start; newer ones read REDIS_PORT_NUMBER.',
    source: 'https://github.com/bitnami/bitnami-docker-redis/issues/175',
  }),
  {
    id: 'redis-commander',
    app: 'Redis Commander',
    reads: ['REDIS_PORT'],
    match: { images: ['redis-commander'] },
    severity: 'high',
    effect: 'It takes the URL for the port of Redis and does not start.',
    wayOut: 'Declare REDIS_PORT with the port of Redis, such as 6379.',
    source: 'https://github.com/joeferner/redis-commander/issues/267',
  },
  {
    id: 'keycloak',
    app: 'Keycloak (jboss/keycloak)',
    reads: ['POSTGRES_PORT'],
    match: { images: ['jboss/keycloak'] },
    severity: 'high',
    effect:
      'Its start script takes the variable for the port of the database and makes a malformed JDBC URL of it.',
    wayOut: 'Declare POSTGRES_PORT with the port of the database, such as 5432.',
    source: 'https://github.com/helm/charts/issues/6802',
  },
  {
    id: 'bitnami-odoo',
    app: 'Bitnami’s Odoo image',
    reads: ['POSTGRESQL_PORT'],
    match: { images: ['bitnami/odoo'] },
    severity: 'low',
    effect:
      'Images up to May 2017 take the URL for the port of the database; newer ones read POSTGRESQL_PORT_NUMBER.',
    source: 'https://github.com/helm/charts/pull/1189',
  },
  {
    id: 'bitnami-mariadb',
    app: 'Bitnami’s MariaDB image and its clients',
    reads: ['MARIADB_PORT'],
    match: { images: ['bitnami/mariadb', 'bitnami/codeigniter'] },
    severity: 'low',
    effect:
      'Images up to May 2017 take the URL for the port of MariaDB; newer ones read MARIADB_PORT_NUMBER.',
    source: 'https://github.com/bitnami/charts/pull/365',
  },
  {
    id: 'milvus',
    app: 'Milvus',
    reads: ['MINIO_PORT'],
    match: { images: ['milvus'], commands: ['milvus'] },
    severity: 'high',
    effect:
      'It takes the variable for its setting minio.port and makes no connection to MinIO: “Endpoint url cannot have fully qualified paths”.',
    wayOut: 'Declare MINIO_PORT with the port of MinIO, such as 9000.',
    source: 'https://github.com/zilliztech/milvus-operator/pull/505',
  },
  {
    id: 'neo4j',
    app: 'Neo4j',
    reads: ['NEO4J_*'],
    match: { images: ['neo4j'] },
    severity: 'high',
    effect:
      'The image makes a setting of each NEO4J_ variable: version 4 warns of unrecognised settings, version 5 checks them strictly and does not start.',
    wayOut: 'Rename the Service so that its name does not begin with neo4j, or turn service links off.',
    declarable: false,
    source: 'https://github.com/helm/charts/issues/21130',
  },
  {
    id: 'minio',
    app: 'MinIO',
    reads: ['MINIO_*'],
    match: { images: ['minio'], commands: ['minio'] },
    // A single server has nobody to compare with.
    onlyWith: ['*{*...*}*', 'http://*', 'https://*', 'MINIO_VOLUMES', 'MINIO_DISTRIBUTED_*'],
    severity: 'low',
    effect:
      'The servers of a distributed MinIO compare their MINIO_ variables; pods that started at different times have different ones, and are told to have an incorrect configuration.',
    wayOut: 'Turn service links off, or rename the Services whose names begin with minio.',
    declarable: false,
    source: 'https://github.com/milvus-io/milvus/issues/21097',
  },
  portRule({
    id: 'solr',
    app: 'Apache Solr',
    variable: 'SOLR_PORT',
    port: 8983,
    images: ['solr'],
    source: 'https://github.com/docker-solr/docker-solr/issues/6',
  }),
  {
    id: 'etcd',
    app: 'etcd',
    reads: ['ETCD_*'],
    match: { images: ['etcd'], commands: ['etcd'] },
    severity: 'info',
    effect: 'It warns of each as an unrecognized environment variable, values included, when it starts.',
    declarable: false,
    source: 'https://github.com/bitnami/charts/issues/7784',
  },
  {
    id: 'clickhouse-backup',
    app: 'clickhouse-backup',
    reads: ['CLICKHOUSE_PORT', 'CLICKHOUSE_CLICKHOUSE_PORT'],
    match: { images: ['clickhouse-backup'], commands: ['clickhouse-backup'] },
    severity: 'high',
    effect: 'It takes the URL for the port of ClickHouse and ends.',
    wayOut: 'Declare CLICKHOUSE_PORT with the native port of ClickHouse, such as 9000.',
    source: 'https://github.com/Altinity/clickhouse-backup/issues/165',
  },
  {
    id: 'mysql-tcp',
    app: 'MySQL’s or MariaDB’s client library',
    reads: ['MYSQL_TCP_PORT'],
    match: {
      images: ['mysql', 'mariadb', 'percona', 'percona-server', 'percona-xtradb-cluster'],
      commands: ['mysql', 'mysqld', 'mysqldump', 'mysqladmin', 'mariadb', 'mariadbd', 'mariadb-dump'],
    },
    severity: 'medium',
    effect: 'Server and clients take the variable for their default port.',
    wayOut: 'Declare MYSQL_TCP_PORT with the port, by default 3306, or rename the Service mysql-tcp.',
    source: 'https://dev.mysql.com/doc/refman/8.4/en/environment-variables.html',
  },
];
