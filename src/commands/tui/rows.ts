import type { V1Namespace, V1Service } from '@kubernetes/client-node';
import { reduceService } from '../../collect/services.ts';
import { timestamp } from '../../collect/pods/timestamp.ts';
import { hasClusterIP, serviceVariables } from '../../env/service-links.ts';
import type { NamespaceRow, ServiceRow } from '../../present/tui/backend.ts';

export function namespaceRow({ metadata, status }: V1Namespace): NamespaceRow {
  return {
    name: metadata?.name ?? '',
    status: status?.phase ?? '',
    createdAt: timestamp(metadata?.creationTimestamp) ?? '',
  };
}

export function serviceRow(service: V1Service): ServiceRow {
  const { metadata } = service;
  const reduced = reduceService(service);
  const namespace = metadata?.namespace ?? '';
  return {
    namespace,
    name: metadata?.name ?? '',
    createdAt: timestamp(metadata?.creationTimestamp) ?? '',
    variables: hasClusterIP(reduced) ? serviceVariables(reduced, namespace).length : 0,
  };
}
