import type { Node } from 'typescript/unstable/ast';
import { SymbolFlags, type Project, type Symbol } from 'typescript/unstable/sync';

/** The first declaration of something; what is in the compiler's libraries has several. */
export function declarationOf(project: Project, symbol: Symbol): Node {
  const declaration = symbol.declarations[0]?.resolve(project);
  if (declaration === undefined) throw new Error(`nothing declares ${symbol.name}`);
  return declaration;
}

/** What a name stands for, behind imports. */
export function namedBy({ checker }: Project, name: Node): Symbol {
  const symbol = checker.getSymbolAtLocation(name) ?? unsupported(name);
  const named = symbol.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return named.declarations.length > 0 ? named : unsupported(name);
}

/** Ends for something that no JSON Schema is made of here, and says what and where. */
export function unsupported(node: Node): never {
  throw new Error(`${node.getSourceFile().fileName}: no JSON Schema is made of ${node.getText()}`);
}
