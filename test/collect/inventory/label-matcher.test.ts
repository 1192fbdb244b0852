import { describe, expect, test } from 'vitest';
import { labelMatcher } from '../../../src/collect/inventory/label-matcher.ts';

const labels = { app: 'web', 'app.kubernetes.io/name': 'shop', tier: 'front', rank: '7', empty: '' };

describe('a label selector', () => {
  test.each<[selector: string | undefined, matches: boolean]>([
    [undefined, true],
    ['', true],
    ['app=web', true],
    ['app==web', true],
    [' app = web ', true],
    ['app=api', false],
    ['app!=api', true],
    ['app!=web', false],
    ['none!=web', true],
    ['app', true],
    ['none', false],
    ['!none', true],
    ['! app', false],
    ['empty=', true],
    ['empty', true],
    ['app.kubernetes.io/name=shop', true],
    ['app in (api, web)', true],
    ['app in (api)', false],
    ['app notin (api,db)', true],
    ['app notin (web)', false],
    ['none notin (web)', true],
    ['none in (web)', false],
    ['rank>6', true],
    ['rank>7', false],
    ['rank<8', true],
    ['app>1', false],
    ['none<1', false],
    ['app=web,tier in (front,back),!legacy', true],
    ['app=web,tier in (back),!legacy', false],
    ['toString', false],
  ])('%j matches: %s', (selector, matches) => {
    expect(labelMatcher(selector)(labels)).toBe(matches);
  });

  test.each([
    'app in web',
    'app=a=b',
    '=web',
    'app web',
    'app=web,',
    'app in (a',
    '!',
    'app=~x',
    '(app)',
    'rank>high',
    'rank<',
    'app=-web',
    'app=web.',
    'app in (a, -b)',
    '-app',
    'a/b/c',
    '/app',
    'App.io/name',
    `app=${'x'.repeat(64)}`,
    `!${'x'.repeat(64)}`,
  ])('%j is none, as the API server has it', (selector) => {
    expect(() => labelMatcher(selector)).toThrow(/unable to parse/);
  });
});
