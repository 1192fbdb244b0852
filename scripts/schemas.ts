import { writeFile } from 'node:fs/promises';
import { publishedSchemas } from './schemas/published.ts';

/** `npm run schemas`: writes the published schemas anew from the interfaces in src/contracts. */
for (const { file, text } of await publishedSchemas()) await writeFile(file, text);
