import type { TypeNode } from 'typescript/unstable/ast';
import {
  isIndexedAccessTypeNode,
  isParenthesizedTypeNode,
  isTypeAliasDeclaration,
  isTypeReferenceNode,
  isUnionTypeNode,
} from 'typescript/unstable/ast/is';
import type { Project, Type } from 'typescript/unstable/sync';
import { declarationOf, namedBy } from './symbols.ts';

type Literal = LiteralValue | undefined;
type LiteralValue = string | number | boolean | bigint;

/**
 * The literals that a type consists of, in the order in which the source lists them; undefined where it has others, too.
 * The compiler knows which they are, but sorts them.
 */
export function literalsOf(project: Project, node: TypeNode): LiteralValue[] | undefined {
  const type = project.checker.getTypeFromTypeNode(node);
  const literals = (type?.isUnionType() ? type.getTypes() : [type]).map(valueOf);
  if (!literals.every((literal) => literal !== undefined)) return undefined;
  const listed = listedIn(project, node);
  return literals.toSorted((a, b) => listed.indexOf(a) - listed.indexOf(b));
}

function listedIn(project: Project, node: TypeNode): Literal[] {
  const { checker } = project;
  if (isParenthesizedTypeNode(node)) return listedIn(project, node.type);
  if (isUnionTypeNode(node)) return node.types.flatMap((branch) => listedIn(project, branch));
  if (isIndexedAccessTypeNode(node)) {
    const list = checker.getTypeFromTypeNode(node.objectType);
    return list?.isTypeReference() ? checker.getTypeArguments(list).map(valueOf) : [];
  }
  if (isTypeReferenceNode(node)) {
    // Exclude<All, Some> has the order of all.
    if (node.typeArguments?.[0]) return listedIn(project, node.typeArguments[0]);
    const declaration = declarationOf(project, namedBy(project, node.typeName));
    return isTypeAliasDeclaration(declaration) ? listedIn(project, declaration.type) : [];
  }
  return [valueOf(checker.getTypeFromTypeNode(node))];
}

function valueOf(type: Type | undefined): Literal {
  return type?.isLiteralType() ? type.value : undefined;
}
