import type { CollisionSubject } from '../judgement/template.ts';
import { candidates } from './candidates.ts';
import { recognise } from './recognise.ts';
import type { CollisionMatch } from './rule.ts';

/** Apps that take every variable of a prefix for a setting, as far as image, command or variables tell. */
const PREFIX_READERS: readonly { match: CollisionMatch; text: string }[] = [
  {
    // https://docs.confluent.io/platform/current/installation/docker/config-reference.html
    match: { images: ['cp-*'] },
    text: 'Confluent’s images make a setting of every variable with the prefix of the component.',
  },
  {
    // https://docs.spring.io/spring-boot/reference/features/external-config.html#features.external-config.typesafe-configuration-properties.relaxed-binding.environment-variables
    match: {
      commands: ['org.springframework.boot.*', '*.JarLauncher', '*.WarLauncher'],
      variables: ['SPRING_*'],
    },
    text: 'Spring Boot’s relaxed binding makes a property of every variable: APP_PORT is app.port.',
  },
];

/** How the container's app reads variables of a prefix; undefined when it is not known to. */
export function prefixReader(judgement: CollisionSubject): string | undefined {
  const found = candidates(judgement, PREFIX_READERS);
  return PREFIX_READERS.find((each) => found.has(each) && recognise(judgement, each.match)?.certain === true)
    ?.text;
}
