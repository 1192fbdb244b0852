import { isDeepStrictEqual } from 'node:util';
import {
  SyntaxKind,
  type Node,
  type TupleTypeNode,
  type TypeNode,
  type TypeOperatorNode,
  type TypeReferenceNode,
  type UnionTypeNode,
} from 'typescript/unstable/ast';
import {
  isArrayTypeNode,
  isInterfaceDeclaration,
  isIntersectionTypeNode,
  isParenthesizedTypeNode,
  isPropertySignatureDeclaration,
  isTupleTypeNode,
  isTypeAliasDeclaration,
  isTypeLiteralNode,
  isTypeOperatorNode,
  isTypeReferenceNode,
  isUnionTypeNode,
} from 'typescript/unstable/ast/is';
import { SymbolFlags, type Project, type Symbol, type Type } from 'typescript/unstable/sync';
import { described, keywordsOf } from './docstring.ts';
import { literalsOf } from './literals.ts';
import { keyOf, titleOf } from './names.ts';
import { declarationOf, namedBy, unsupported } from './symbols.ts';

/** A JSON Schema, as far as contracts need it. */
export interface Schema {
  [keyword: string]: unknown;
  type?: string;
  description?: string;
}

/** What type parameters stand for where a type is used. */
type Bound = ReadonlyMap<string, Schema>;

const PLAIN: Partial<Record<SyntaxKind, string>> = {
  [SyntaxKind.StringKeyword]: 'string',
  [SyntaxKind.NumberKeyword]: 'number',
  [SyntaxKind.BooleanKeyword]: 'boolean',
};

/**
 * The JSON Schema (2020-12) of an interface that a file exports. Docstrings become descriptions and keywords, named types
 * become `$defs`; names of mere texts and numbers are resolved. Throws for a type that has no schema here.
 */
export function schemaOf(project: Project, file: string, type: string): Schema {
  const { checker } = project;
  const defs = new Map<Symbol, { key: string; schema: Schema }>();
  const root = ofDeclaration(exportOf(project, file, type));
  const sorted = [...defs.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return { ...root, $defs: Object.fromEntries(sorted.map(({ key, schema }) => [key, schema])) };

  function ofDeclaration(symbol: Symbol): Schema {
    const declaration = declarationOf(project, symbol);
    const { description, ...keywords } = keywordsOf(project, symbol);
    return {
      title: titleOf(symbol.name),
      ...(description === undefined ? {} : { description }),
      ...(isInterfaceDeclaration(declaration)
        ? ofObject(declaration, checker.getDeclaredTypeOfSymbol(symbol), new Map())
        : isTypeAliasDeclaration(declaration)
          ? ofNode(declaration.type, new Map())
          : unsupported(declaration)),
      ...keywords,
    };
  }

  function ofNode(node: TypeNode, bound: Bound): Schema {
    const plain = PLAIN[node.kind];
    if (plain !== undefined) return { type: plain };
    if (isParenthesizedTypeNode(node) || isReadonly(node)) return ofNode(node.type, bound);
    if (isArrayTypeNode(node)) return { type: 'array', items: ofNode(node.elementType, bound) };
    if (isTupleTypeNode(node)) return ofTuple(node, bound);
    if (isTypeLiteralNode(node)) return ofObject(node, checker.getTypeFromTypeNode(node)!, bound);
    if (isIntersectionTypeNode(node)) return { allOf: node.types.map((part) => ofNode(part, bound)) };
    if (isTypeReferenceNode(node)) return ofReference(node, bound);
    return ofLiterals(node) ?? (isUnionTypeNode(node) ? ofUnion(node, bound) : unsupported(node));
  }

  function ofObject(node: Node, object: Type, bound: Bound): Schema {
    if (checker.getIndexInfosOfType(object).length > 0) unsupported(node);
    const properties = checker.getPropertiesOfType(object);
    const required = properties.filter(({ flags }) => !(flags & SymbolFlags.Optional));
    return {
      type: 'object',
      ...(required.length > 0 ? { required: required.map((property) => property.name) } : {}),
      properties: Object.fromEntries(
        properties.map((property) => [property.name, ofProperty(property, bound)]),
      ),
    };
  }

  function ofProperty(property: Symbol, bound: Bound): Schema {
    const declaration = declarationOf(project, property);
    if (!isPropertySignatureDeclaration(declaration) || !declaration.type) return unsupported(declaration);
    return { ...ofNode(declaration.type, bound), ...keywordsOf(project, property) };
  }

  /** Its items are all alike. */
  function ofTuple(node: TupleTypeNode, bound: Bound): Schema {
    const [items, ...others] = node.elements.map((element) => ofNode(element, bound));
    if (others.some((other) => !isDeepStrictEqual(other, items))) unsupported(node);
    return { type: 'array', items, minItems: node.elements.length, maxItems: node.elements.length };
  }

  function ofUnion(node: UnionTypeNode, bound: Bound): Schema {
    const { text } = node.getSourceFile();
    const branches = node.types.map((branch, index) => {
      const before = text.slice(node.types[index - 1]?.end ?? node.pos, branch.getStart());
      return { ...described(/\/\*\*.*?\*\//s.exec(before)?.[0]), ...ofNode(branch, bound) };
    });
    return node.types.every((branch) => isTypeLiteralNode(branch))
      ? { oneOf: branches }
      : { anyOf: branches };
  }

  function ofReference(node: TypeReferenceNode, bound: Bound): Schema {
    const name = node.typeName.getText();
    const [first, second] = node.typeArguments ?? [];
    const stands = bound.get(name);
    if (stands) return stands;
    if (name === 'Record' && first && second) return ofRecord(first, ofNode(second, bound));
    if (name === 'Partial' && first) {
      const { required: _, ...partial } = ofNode(first, bound);
      return partial.properties ? partial : unsupported(node);
    }
    const symbol = namedBy(project, node.typeName);
    return first ? ofGeneric(symbol, node, bound) : ofNamed(symbol);
  }

  function ofGeneric(symbol: Symbol, node: TypeReferenceNode, bound: Bound): Schema {
    const literals = ofLiterals(node);
    if (literals) return literals;
    const declaration = declarationOf(project, symbol);
    if (!isTypeAliasDeclaration(declaration)) return unsupported(node);
    const given = node.typeArguments?.map((argument) => ofNode(argument, bound)) ?? [];
    const parameters = declaration.typeParameters?.map(({ name }) => name.getText()) ?? [];
    return ofNode(
      declaration.type,
      new Map(parameters.map((parameter, index) => [parameter, given[index] ?? {}])),
    );
  }

  function ofNamed(symbol: Symbol): Schema {
    const known = defs.get(symbol);
    if (known) return { $ref: `#/$defs/${known.key}` };
    const taken = [...defs.values()].map(({ key }) => key);
    const definition = { key: keyOf(symbol.name, taken), schema: {} as Schema };
    // Before its schema is made, as that may refer to itself.
    defs.set(symbol, definition);
    definition.schema = ofDeclaration(symbol);
    if (!isPlain(definition.schema)) return { $ref: `#/$defs/${definition.key}` };
    defs.delete(symbol);
    const { title: _title, description: _description, ...plain } = definition.schema;
    return plain;
  }

  function ofRecord(keys: TypeNode, value: Schema): Schema {
    if (keys.kind === SyntaxKind.StringKeyword) return { type: 'object', additionalProperties: value };
    const required = literalsOf(project, keys) ?? unsupported(keys);
    return { type: 'object', required, properties: Object.fromEntries(required.map((key) => [key, value])) };
  }

  function ofLiterals(node: TypeNode): Schema | undefined {
    const literals = literalsOf(project, node);
    if (literals === undefined) return undefined;
    return literals.length === 1 ? { const: literals[0] } : { enum: literals };
  }
}

function isPlain({ type = '' }: Schema): boolean {
  return [...Object.values(PLAIN), 'integer'].includes(type);
}

function exportOf({ program, checker }: Project, file: string, name: string): Symbol {
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  const symbol = module && checker.getMemberInModuleExports(module, name);
  if (!symbol) throw new Error(`${file} exports no ${name}`);
  return symbol;
}

function isReadonly(node: TypeNode): node is TypeOperatorNode {
  return isTypeOperatorNode(node) && node.operator === SyntaxKind.ReadonlyKeyword;
}
