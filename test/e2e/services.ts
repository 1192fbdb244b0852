/** How the Services of the tests look, with the variables that Kubernetes makes of each, written out by hand. */
interface Shape {
  spec: object;
  /** Without the prefix of the Service's name: `A_SERVICE_HOST` is `SERVICE_HOST` here. */
  variables: string[];
}

export const SHAPES = {
  unnamed: {
    spec: { ports: [{ port: 80 }] },
    variables: ['SERVICE_HOST', 'SERVICE_PORT', 'PORT', ...port('80_TCP')],
  },
  named: {
    spec: { ports: [{ name: 'http', port: 8080 }] },
    variables: ['SERVICE_HOST', 'SERVICE_PORT', 'SERVICE_PORT_HTTP', 'PORT', ...port('8080_TCP')],
  },
  several: {
    spec: {
      ports: [
        { name: 'http', port: 80 },
        { name: 'grpc-web', port: 9090 },
        { name: 'dns', port: 53, protocol: 'UDP' },
      ],
    },
    variables: [
      'SERVICE_HOST',
      'SERVICE_PORT',
      'SERVICE_PORT_HTTP',
      'SERVICE_PORT_GRPC_WEB',
      'SERVICE_PORT_DNS',
      'PORT',
      ...port('80_TCP'),
      ...port('9090_TCP'),
      ...port('53_UDP'),
    ],
  },
  headless: { spec: { clusterIP: 'None', ports: [{ port: 80 }] }, variables: [] },
  external: { spec: { type: 'ExternalName', externalName: 'example.com' }, variables: [] },
} satisfies Record<string, Shape>;

type ShapeName = keyof typeof SHAPES;

/** 2,000 Services of all shapes: `e2e-named-0017` and so on. */
export const services: { name: string; shape: ShapeName }[] = Array.from({ length: 2000 }, (_, index) => {
  const names = Object.keys(SHAPES) as ShapeName[];
  const shape = names[index % names.length]!;
  return { name: `e2e-${shape}-${String(index).padStart(4, '0')}`, shape };
});

/** The names of all variables that these Services put into a container. */
export const linkNames: string[] = services.flatMap(({ name, shape }) =>
  SHAPES[shape].variables.map((variable) => `${name.toUpperCase().replaceAll('-', '_')}_${variable}`),
);

export const serviceManifests = services.map(({ name, shape }) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec: SHAPES[shape].spec,
}));

function port(number: string): string[] {
  return ['', '_PROTO', '_PORT', '_ADDR'].map((suffix) => `PORT_${number}${suffix}`);
}
