import { expect, test } from 'vitest';
import { withWheel } from '../../src/terminal/wheel.ts';

test('the wheel sends arrows while the alternate screen is shown, and no longer', () => {
  expect(withWheel('\u001B[?1049h\u001B[?25l')).toBe('\u001B[?1049h\u001B[?1007s\u001B[?1007h\u001B[?25l');
  expect(withWheel('x\u001B[?1049l\u001B[?25h')).toBe('x\u001B[?1007r\u001B[?1049l\u001B[?25h');
});

test('all else is written as it is', () => {
  expect(withWheel('\u001B[?25l text')).toBe('\u001B[?25l text');
});
