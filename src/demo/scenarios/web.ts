import { NODE_MAIN } from '../containers/container.ts';
import environment from './captured/shop-web.environ.br?base64';
import { captured } from './load.ts';
import { shopObjects } from './objects-shop.ts';
import type { Scenario } from './scenario.ts';

export const web: Scenario = {
  id: 'web',
  namespace: 'shop',
  pod: 'web-778b774b6c-brsch',
  container: 'web',
  title: 'A Node.js service with some 16,000 variables and 300m of CPU',
  shows:
    "Nearly all variables come from the namespace's 1,950 Services; reading them all takes Node longer than requests may take.",
  objects: shopObjects,
  setup: {
    environment: captured(environment),
    shell: true,
    main: NODE_MAIN,
    log: 'v22.20.0 listens\n',
  },
};
