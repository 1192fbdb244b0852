import type { ModuleRewrite } from './rewrite-module.ts';

/**
 * Ink and its layout engine wait at the top of their modules, which a CommonJS bundle cannot: without these there is no
 * executable. That the engine is made at once also spares each start 30 to 60 ms.
 */
export const ink: ModuleRewrite[] = [
  {
    // Without it the engine fetches its own data: URL, which loads Node's undici: 30 to 60 ms.
    name: 'yoga-at-once',
    package: 'yoga-layout',
    file: 'dist/binaries/yoga-wasm-base64-esm.js',
    edits: [
      {
        find: /if\(h\.instantiateWasm\)try\{/,
        replace:
          'if(true){a(new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(H.slice(37),"base64")),d));return h.asm}if(h.instantiateWasm)try{',
      },
      { find: /return loadYoga\.ready/, replace: 'return loadYoga' },
    ],
  },
  {
    name: 'yoga-at-once',
    package: 'yoga-layout',
    file: 'dist/src/index.js',
    edits: [
      {
        find: /const Yoga = wrapAssembly\(await loadYoga\(\)\);/,
        replace: 'const Yoga = wrapAssembly(loadYoga());',
      },
    ],
  },
  {
    // What is only for those who develop with DEV=true: React's developer tools, and the names that they show.
    name: 'ink-without-devtools',
    package: 'ink',
    file: 'build/reconciler.js',
    edits: [
      // An import() of a built-in module keeps all that it exports, also what takes long to load.
      { find: /async function loadPackageJson\(\) \{[^]*?\n\}\n/, replace: '' },
      {
        find: /if \(process\.env\['DEV'\] === 'true'\) \{\n {4}\/\/ Intentionally[^]*?\n\}\n/,
        replace: '',
      },
      {
        find: /if \(process\.env\['DEV'\] === 'true'\) \{\n {4}try \{\n {8}const loaded[^]*?\n\}\n/,
        replace: '',
      },
    ],
  },
];
