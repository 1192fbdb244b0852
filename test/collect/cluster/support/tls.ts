import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The text of a throw-away certificate or key of test/fixtures/tls. */
export function tlsFixture(name: string): string {
  return readFileSync(tlsFixturePath(name), 'utf8');
}

export function tlsFixturePath(name: string): string {
  return fileURLToPath(new URL(`../../../fixtures/tls/${name}`, import.meta.url));
}
