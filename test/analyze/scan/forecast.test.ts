import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ServiceInventory } from '../../../src/contracts/inventory.ts';
import type { Forecast } from '../../../src/contracts/scan-report.ts';
import { DAY_MS, NOW, inUse, namespaceOf, someServices } from './inventory.ts';

/** Services that came at equal distances, the last of them now. */
function steady(count: number, days: number): ServiceInventory[] {
  return someServices(count).map((each, index) => ({
    ...each,
    createdAt: new Date(Date.parse(NOW) - days * DAY_MS * (1 - (index + 1) / count)).toISOString(),
  }));
}

/** Days from now. */
function daysUntil(date = ''): number {
  return (Date.parse(date) - Date.parse(NOW)) / DAY_MS;
}

function forecastOf(services: ServiceInventory[]): Forecast {
  return namespaceOf({ services }).forecast;
}

describe('the forecast', () => {
  test('goes on as the Services came', () => {
    // Ten a day.
    const { fit, ahead } = forecastOf(steady(2000, 200));
    expect(fit?.servicesPerDay).toBeCloseTo(10, 0);
    expect(fit?.r2).toBeGreaterThan(0.99);
    const expected = [8 + 8 * 2300, 8 + 8 * 2900];
    for (const [index, { variables, range }] of ahead.entries()) {
      expect(Math.abs(variables - (expected[index] ?? 0)) / variables).toBeLessThan(0.01);
      expect(range[0]).toBeLessThanOrEqual(variables);
      expect(range[1]).toBeGreaterThanOrEqual(variables);
    }
    expect(ahead.map(({ days }) => days)).toEqual([30, 90]);
  });

  test('has a history that begins with the first Service and ends now', () => {
    const { history } = forecastOf(steady(2000, 200));
    expect(history).toHaveLength(24);
    expect(history[0]).toMatchObject({ services: 1, variables: 16 });
    expect(history.at(-1)).toEqual({ at: NOW, services: 2000, variables: 16_008 });
    for (const [index, { at, services }] of history.slice(1).entries()) {
      expect(Date.parse(at)).toBeGreaterThan(Date.parse(history[index]?.at ?? ''));
      expect(services).toBeGreaterThanOrEqual(history[index]?.services ?? 0);
    }
  });

  test('names the day on which nothing starts any more, in its range', () => {
    const { execFails } = forecastOf(steady(4000, 400));
    expect(daysUntil(execFails?.at)).toBeGreaterThan(10);
    expect(daysUntil(execFails?.at)).toBeLessThan(200);
    expect(daysUntil(execFails?.earliest)).toBeLessThanOrEqual(daysUntil(execFails?.at));
    expect(daysUntil(execFails?.latest)).toBeGreaterThanOrEqual(daysUntil(execFails?.at));
    expect(execFails?.at).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  test('agrees with itself: on that day the limit is reached', () => {
    const { execFails, ahead } = forecastOf(steady(4400, 440));
    const before = Date.parse(execFails?.at ?? '') - Date.parse(NOW) < 90 * DAY_MS;
    expect(ahead[1]!.percentOfExecLimit > 100).toBe(before);
  });

  test('names no day where it is more than ten years away', () => {
    expect(forecastOf(steady(30, 300))).not.toHaveProperty('execFails');
  });

  test('names the earliest day where only the fast end of the range leads there', () => {
    // A Service a week for a year, and ten a day for the last month.
    const slow = steady(50, 360).map((each) => ({
      ...each,
      createdAt: new Date(Date.parse(each.createdAt) - 30 * DAY_MS).toISOString(),
    }));
    const forecast = forecastOf([
      ...slow,
      ...steady(300, 30).map((each) => ({ ...each, name: `new-${each.name}` })),
    ]);
    expect(forecast).not.toHaveProperty('execFails');
    expect(daysUntil(forecast.execMayFail)).toBeGreaterThan(300);
    expect(daysUntil(forecast.execMayFail)).toBeLessThan(3650);
  });

  test('names today where the limit is exceeded, even when nothing is known of growth', () => {
    const today = { at: '2026-11-20', earliest: '2026-11-20', latest: '2026-11-20' };
    expect(forecastOf(someServices(6000)).execFails).toEqual(today);
    expect(forecastOf(steady(6000, 600)).execFails).toEqual(today);
  });

  test.each<[string, ServiceInventory[], string]>([
    ['no Services', [], 'too little history: 0 Services in less than a day'],
    ['three Services', steady(3, 90), 'too little history: 3 Services in 60 days'],
    [
      'an import of late',
      someServices(2001, { createdAt: '2026-10-01T00:00:00Z' }),
      'too little history: 2,001 of 2,001 Services came within a day from 2026-10-01 on, as an import does',
    ],
    [
      'manifests, which have no times',
      someServices(20, { createdAt: '' }),
      'nothing tells when the Services were created',
    ],
  ])('is unknown, with the reason, for %s', (_, services, unknown) => {
    const { fit, ahead, ...rest } = forecastOf(services);
    expect(rest.unknown).toBe(unknown);
    expect(fit).toBeUndefined();
    expect(ahead).toEqual([]);
    expect(rest.history.at(-1)?.services).toBe(services.length);
  });

  test('has ranges in order, and more variables the further ahead, for any times', () => {
    const ages = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 10, maxLength: 60 });
    fc.assert(
      fc.property(ages, (list) => {
        const { ahead, execFails } = forecastOf(
          list.map((age, index) =>
            inUse(`s-${index}`, { createdAt: new Date(Date.parse(NOW) - age * DAY_MS).toISOString() }),
          ),
        );
        for (const { variables, range } of ahead) {
          expect(range[0]).toBeLessThanOrEqual(variables);
          expect(range[1]).toBeGreaterThanOrEqual(variables);
        }
        const [month, quarter] = ahead;
        if (month === undefined || quarter === undefined) return;
        expect(quarter.variables).toBeGreaterThanOrEqual(month.variables);
        expect(quarter.range[1]).toBeGreaterThanOrEqual(month.range[1]);
        expect(quarter.percentOfExecLimit).toBeGreaterThanOrEqual(month.percentOfExecLimit);
        const { at = '', earliest = '', latest = at } = execFails ?? {};
        expect([latest, at, earliest].toSorted()).toEqual([earliest, at, latest]);
      }),
      { numRuns: 60 },
    );
  });
});
