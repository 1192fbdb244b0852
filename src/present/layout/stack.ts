import { EMPTY, line, type Line } from './lines.ts';
import type { Width } from './width.ts';

/** Blocks below each other, a blank line between them; empty blocks leave no gap. */
export function stack(blocks: readonly (readonly Line[])[]): Line[] {
  return blocks
    .filter((block) => block.length > 0)
    .flatMap((block, index) => (index === 0 ? block : [EMPTY, ...block]));
}

/** Two blocks side by side, the right one starting at column `at`. */
export function beside({
  left,
  right,
  at,
  width,
}: {
  left: readonly Line[];
  right: readonly Line[];
  at: number;
  width: Width;
}): Line[] {
  const height = Math.max(left.length, right.length);
  return Array.from({ length: height }, (_, index) => {
    const row = left[index] ?? EMPTY;
    const used = row.reduce((sum, { text }) => sum + width(text), 0);
    return line(...row, ' '.repeat(Math.max(1, at - used)), ...(right[index] ?? EMPTY));
  });
}
