import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, test, vi } from 'vitest';
import { plugins, rewrites } from '../../../scripts/esbuild-plugins/index.ts';
import { NARROW } from '../../../scripts/esbuild-plugins/lazy-segmenter.ts';
import { applyEdits, rewriteModule } from '../../../scripts/esbuild-plugins/rewrite-module.ts';
import { root } from '../../../scripts/build/paths.ts';

const original = (path: string): Promise<string> => readFile(join(root, 'node_modules', path), 'utf8');

describe.each(rewrites)('the rewrite of $package/$file', (rewrite) => {
  test('fits the installed version', async () => {
    const text = await original(`${rewrite.package}/${rewrite.file}`);
    expect(applyEdits(rewrite, text)).not.toBe(text);
  });

  test.each(rewrite.edits.map((edit, index) => ({ edit, index })))(
    'fails when the text for edit $index is gone',
    async ({ edit }) => {
      const text = (await original(`${rewrite.package}/${rewrite.file}`)).replace(edit.find, 'changed();');
      expect(() => applyEdits(rewrite, text)).toThrow(/expected one place like/);
    },
  );
});

function bundle(rewrite: Partial<(typeof rewrites)[number]>): Promise<unknown> {
  return build({
    stdin: { contents: "import 'string-width'", resolveDir: root },
    bundle: true,
    write: false,
    logLevel: 'silent',
    plugins: [rewriteModule({ ...rewrites[0]!, ...rewrite })],
  });
}

describe('a build with a rewrite', () => {
  test('passes when all fits', async () => {
    await expect(bundle({})).resolves.toBeDefined();
  });

  test('fails when a pattern is gone', async () => {
    await expect(bundle({ edits: [{ find: /no such text/, replace: '' }] })).rejects.toThrow(/no such text/);
  });

  test('fails when the module is gone from a package that is used', async () => {
    await expect(bundle({ file: 'moved.js' })).rejects.toThrow(/no longer has moved\.js/);
  });
});

/** Bundles an ES module as the program is bundled, runs it, and gives its exports. */
async function bundled<T>(contents: string): Promise<T> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    plugins: plugins(root),
  });
  const code = Buffer.from(outputFiles[0]!.contents).toString('base64');
  return (await import(/* @vite-ignore */ `data:text/javascript;base64,${code}`)) as T;
}

describe('the rewritten string-width', () => {
  type Width = { default: (text: string, options?: object) => number };
  const both = async (): Promise<[Width, Width]> => [
    await bundled<Width>("export { default } from 'string-width'"),
    await import('string-width'),
  ];

  test('measures as the original one does', async () => {
    const [ours, theirs] = await both();
    const narrow = new RegExp(`[${NARROW}]`);
    const characters = Array.from({ length: 0x3000 }, (_, code) => String.fromCharCode(code));
    const texts = [
      ...characters,
      '古い',
      '👩‍👩‍👧 family',
      'e\u0301',
      '\u001B[31mred\u001B[0m',
      '1\u20E3',
      '✔\uFE0F',
    ];
    const widths = (width: Width, options?: object): [string, number][] =>
      texts.map((text) => [JSON.stringify(text), width.default(text, options)]);
    expect(widths(ours)).toEqual(widths(theirs));
    const wide = { ambiguousIsNarrow: false };
    expect(widths(ours, wide)).toEqual(widths(theirs, wide));
    expect(
      characters
        .filter((character) => narrow.test(character))
        .every((character) => ours.default(character) === 1),
    ).toBe(true);
  });

  test('makes no segmenter for text of tables and reports', async () => {
    const segmenter = vi.spyOn(Intl, 'Segmenter');
    const { default: width } = await bundled<Width>(
      "import cliui from 'cliui'; cliui({ width: 80 }).div('a', 'b').toString(); export { default } from 'string-width'",
    );
    expect(width('│ Größe ▒▒ … ✓ │')).toBe(16);
    expect(segmenter).not.toHaveBeenCalled();
    expect(width('古')).toBe(2);
    expect(segmenter).toHaveBeenCalledOnce();
    segmenter.mockRestore();
  });
});

test("client-node's KubeConfig works without the generated API, and what was left out says so", async () => {
  const { metadata, KubeConfig } = await bundled<{
    metadata: string;
    KubeConfig: new () => {
      loadFromString(text: string): void;
      makeApiClient(type: unknown): unknown;
      getCurrentCluster(): { server: string };
    };
  }>("export { KubeConfig } from '@kubernetes/client-node/dist/config.js'; export const metadata = 'x'");
  const config = new KubeConfig();
  config.loadFromString(
    JSON.stringify({
      clusters: [{ name: 'c', cluster: { server: 'https://cluster.example' } }],
      users: [{ name: 'u', user: { token: 't' } }],
      contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
      'current-context': metadata,
    }),
  );
  expect(config.getCurrentCluster().server).toBe('https://cluster.example');
  expect(() => config.makeApiClient(Object)).toThrow('is not part of this build');
});
