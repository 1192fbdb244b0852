import { readFileSync } from 'node:fs';

/** The text of a throw-away certificate or key of test/fixtures/tls. */
export function tlsFixture(name: string): string {
  return readFileSync(new URL(`../../../fixtures/tls/${name}`, import.meta.url), 'utf8');
}
