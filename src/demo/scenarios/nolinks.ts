import { NODE_MAIN } from '../containers/container.ts';
import environment from './captured/shop-orders.environ.br?base64';
import { captured } from './load.ts';
import { shopObjects } from './objects-shop.ts';
import type { Scenario } from './scenario.ts';

export const nolinks: Scenario = {
  id: 'nolinks',
  namespace: 'shop',
  pod: 'orders-5b8c9d876f-x9jz2',
  container: 'orders',
  title: 'Its neighbour with enableServiceLinks: false',
  shows: 'The same namespace and the same limits, without the links: only the Service `kubernetes` is there.',
  objects: shopObjects,
  setup: {
    environment: captured(environment),
    shell: true,
    main: NODE_MAIN,
    log: 'v22.20.0 listens\n',
  },
};
