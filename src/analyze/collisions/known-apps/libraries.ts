import type { CollisionRule } from '../rule.ts';

const SPRING = {
  commands: ['org.springframework.boot.*', '*.JarLauncher', '*.WarLauncher'],
  variables: ['SPRING_*'],
  runtimes: ['java'],
} as const;

/** Frameworks and libraries: they read these names whatever the app is called. */
export const LIBRARIES: readonly CollisionRule[] = [
  {
    id: 'spring-boot',
    app: 'a Spring Boot app',
    reads: [
      'SERVER_PORT',
      'MANAGEMENT_PORT',
      'MANAGEMENT_SERVER_PORT',
      'SPRING_RABBITMQ_PORT',
      'SPRING_REDIS_PORT',
      'SPRING_DATA_REDIS_PORT',
      'SPRING_DATA_MONGODB_PORT',
      'SPRING_MAIL_PORT',
    ],
    match: SPRING,
    severity: 'high',
    effect:
      'Relaxed binding makes a property of each variable (SERVER_PORT is server.port), and the app does not start: failed to convert to Integer.',
    wayOut: 'Declare the variable with the port that is meant.',
    source: 'https://github.com/elastic/cloud-on-k8s/issues/1987',
  },
  {
    id: 'spring-rabbitmq',
    app: 'a Spring Boot app with a property rabbitmq.port',
    reads: ['RABBITMQ_PORT'],
    match: SPRING,
    severity: 'medium',
    effect:
      'Relaxed binding makes a property of each variable; where the app uses ${rabbitmq.port}, it does not start: failed to convert to Integer.',
    wayOut: 'Declare RABBITMQ_PORT with the port of RabbitMQ, such as 5672.',
    source: 'https://github.com/kubernetes/kubernetes/issues/59552',
  },
  {
    id: 'laravel',
    app: 'a Laravel app',
    reads: ['REDIS_PORT', 'DB_PORT', 'MAIL_PORT', 'MEMCACHED_PORT'],
    match: { images: ['*laravel*'], commands: ['artisan'], variables: ['LARAVEL_*'], runtimes: ['php'] },
    severity: 'medium',
    effect:
      'Its configuration takes the URL for a port and connects to tcp://redis:tcp://ADDRESS:PORT, which fails; a .env file does not protect.',
    wayOut: 'Declare the variable with the port, such as REDIS_PORT with 6379.',
    source: 'https://github.com/laravel/framework/issues/24999',
  },
  {
    id: 'rocket',
    app: 'an app with Rust’s Rocket, such as Vaultwarden',
    reads: ['ROCKET_PORT'],
    match: { images: ['vaultwarden', 'vaultwarden/server'], variables: ['ROCKET_*'] },
    severity: 'high',
    effect: 'It takes the URL for its port and does not start: expected a 16-bit unsigned integer.',
    wayOut: 'Declare ROCKET_PORT with the port that it is to listen on.',
    source: 'https://github.com/rwf2/Rocket/issues/411',
  },
  {
    id: 'uvicorn',
    app: 'Uvicorn',
    reads: ['UVICORN_PORT'],
    match: { commands: ['uvicorn'] },
    overriddenBy: ['--port', '--uds', '--fd'],
    severity: 'medium',
    effect: 'Without --port on its command line it takes the URL for its port and does not start.',
    wayOut: 'Give it --port, or declare UVICORN_PORT, by default 8000.',
    source: 'https://www.uvicorn.org/settings/',
  },
  {
    id: 'flask-run',
    app: 'flask run',
    reads: ['FLASK_RUN_PORT'],
    match: { commands: ['flask'], variables: ['FLASK_RUN_*'] },
    overriddenBy: ['--port', '-p'],
    severity: 'medium',
    effect: 'Without --port on its command line it takes the URL for its port and does not start.',
    wayOut: 'Give it --port, or declare FLASK_RUN_PORT, by default 5000.',
    source: 'https://flask.palletsprojects.com/en/stable/cli/#setting-command-options',
  },
  {
    id: 'torch-distributed',
    app: 'PyTorch’s torch.distributed',
    reads: ['MASTER_PORT'],
    match: {
      commands: ['torchrun', 'torch.distributed.*'],
      variables: ['MASTER_ADDR'],
    },
    severity: 'high',
    effect: 'The processes of a job read the port of their master there and get the URL.',
    wayOut: 'Declare MASTER_PORT in each worker, such as 29500, or rename the Service master.',
    source: 'https://docs.pytorch.org/docs/stable/distributed.html#environment-variable-initialization',
  },
];
