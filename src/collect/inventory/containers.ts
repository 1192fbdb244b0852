import type { V1Container } from '@kubernetes/client-node';
import type { ContainerInventory } from '../../contracts/inventory.ts';
import { containerTemplate } from '../pods/container-spec.ts';
import { count, isRecord, list, record, text, texts } from './shape.ts';

/**
 * The containers of a pod spec, init containers last, without those that `except` names. Those that somebody attached for
 * debugging are left out: they do not come back. What is malformed becomes empty.
 */
export function containersOf(
  podSpec: unknown,
  except: readonly { name: string }[] = [],
): ContainerInventory[] {
  const { containers, initContainers, resources } = record(podSpec);
  const groupOf = (type: 'container' | 'init', group: unknown): ContainerInventory[] =>
    list(group).flatMap((value, position) => {
      const container = record(value);
      if (except.some(({ name }) => name === container['name'])) return [];
      return [{ ...containerTemplate(type, cleanContainer(container), cleanResources(resources)), position }];
    });
  return [...groupOf('container', containers), ...groupOf('init', initContainers)];
}

/** The parts of a container that are used, each of the type that it should have. */
function cleanContainer(container: Record<string, unknown>): V1Container {
  return {
    name: text(container['name']),
    image: text(container['image']),
    command: texts(container['command']),
    args: texts(container['args']),
    env: list(container['env']).filter(hasName).map(cleanVariable),
    envFrom: list(container['envFrom']).filter(isRecord).map(cleanSource),
    restartPolicy: text(container['restartPolicy']),
    resources: cleanResources(container['resources']),
    ...probes(container),
  };
}

function cleanResources(resources: unknown): { limits: Record<string, string> } {
  const limits = Object.entries(record(record(resources)['limits']));
  return { limits: Object.fromEntries(limits.map(([name, quantity]) => [name, quantityText(quantity)])) };
}

function cleanVariable({ name, value, valueFrom }: Record<string, unknown> & { name: string }) {
  if (!isRecord(valueFrom)) return { name, value: text(value) };
  const { fieldRef, resourceFieldRef } = valueFrom;
  return {
    name,
    valueFrom: {
      ...cleanKey('configMapKeyRef', valueFrom),
      ...cleanKey('secretKeyRef', valueFrom),
      ...cleanFileKey(valueFrom),
      ...(isRecord(fieldRef) ? { fieldRef: { fieldPath: text(fieldRef['fieldPath']) } } : {}),
      ...(isRecord(resourceFieldRef)
        ? { resourceFieldRef: { resource: text(resourceFieldRef['resource']) } }
        : {}),
    },
  };
}

function cleanKey(key: 'configMapKeyRef' | 'secretKeyRef', from: Record<string, unknown>) {
  const reference = from[key];
  if (!isRecord(reference)) return {};
  return {
    [key]: { name: text(reference['name']), key: text(reference['key']), ...optionalIn(reference) },
  };
}

function cleanFileKey({ fileKeyRef }: Record<string, unknown>) {
  if (!isRecord(fileKeyRef)) return {};
  const { volumeName, path, key } = fileKeyRef;
  return {
    fileKeyRef: {
      volumeName: text(volumeName),
      path: text(path),
      key: text(key),
      ...optionalIn(fileKeyRef),
    },
  };
}

function optionalIn({ optional }: Record<string, unknown>): { optional?: boolean } {
  return typeof optional === 'boolean' ? { optional } : {};
}

function cleanSource({ prefix, configMapRef, secretRef }: Record<string, unknown>) {
  return {
    prefix: text(prefix),
    ...(isRecord(configMapRef) ? { configMapRef: { name: text(configMapRef['name']) } } : {}),
    ...(isRecord(secretRef) ? { secretRef: { name: text(secretRef['name']) } } : {}),
  };
}

function probes(container: Record<string, unknown>): Partial<V1Container> {
  const lifecycle = record(container['lifecycle']);
  return {
    ...probe('livenessProbe', container),
    ...probe('readinessProbe', container),
    ...probe('startupProbe', container),
    lifecycle: { ...execOf('postStart', lifecycle), ...execOf('preStop', lifecycle) },
  };
}

function probe(key: 'livenessProbe' | 'readinessProbe' | 'startupProbe', container: Record<string, unknown>) {
  const value = record(container[key]);
  const { exec, timeoutSeconds, periodSeconds } = value;
  if (!isRecord(exec)) return {};
  const numbers = { timeoutSeconds: count(timeoutSeconds), periodSeconds: count(periodSeconds) };
  return { [key]: { exec: { command: texts(exec['command']) }, ...withoutUndefined(numbers) } };
}

function execOf(key: 'postStart' | 'preStop', lifecycle: Record<string, unknown>) {
  const { exec } = record(lifecycle[key]);
  return isRecord(exec) ? { [key]: { exec: { command: texts(exec['command']) } } } : {};
}

function withoutUndefined<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function hasName(variable: unknown): variable is Record<string, unknown> & { name: string } {
  return isRecord(variable) && typeof variable['name'] === 'string';
}

/** Manifests have numbers, too: `cpu: 2`. No limit is below zero. */
function quantityText(quantity: unknown): string {
  const written = typeof quantity === 'number' ? String(quantity) : text(quantity);
  return written.startsWith('-') ? '' : written;
}
