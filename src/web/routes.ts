import { type MethodName, methodNames, methods } from '../contract/methods.ts';

/** A method found by its address, with the `:name` parts of the address. */
export interface RouteMatch {
  name: MethodName;
  path_input: Record<string, string>;
}

interface Route {
  name: MethodName;
  verb: string;
  segments: string[];
}

const routes: readonly Route[] = methodNames.map((name) => {
  const [verb = '', path = ''] = methods[name].http.split(' ');
  return { name, verb, segments: path.split('/').slice(1) };
});

/** Segments of a path, decoded; null when the encoding is broken. */
export function segmentsOf(path: string): string[] | null {
  try {
    return path.split('/').slice(1).map(decodeURIComponent);
  } catch {
    return null;
  }
}

/**
 * The method at an address, or the verbs that the address knows when `verb` is not among them.
 * An address with a part that its field does not allow, such as a source id with a blank, is unknown.
 */
export function findRoute(verb: string, segments: readonly string[]): RouteMatch | { verbs: string[] } {
  const here = routes.filter((route) => fits(route, segments));
  const route = here.toSorted(byLiteralsFirst).find((one) => one.verb === verb);
  if (!route) return { verbs: here.map((one) => one.verb) };
  return { name: route.name, path_input: pathInput(route, segments) };
}

/** Fields of a method's input that may stand in the query. */
export function queryFields(name: MethodName): string[] {
  return Object.keys(methods[name].input.shape);
}

function fits(route: Route, segments: readonly string[]): boolean {
  if (route.segments.length !== segments.length) return false;
  return route.segments.every((part, place) => {
    const segment = segments[place] ?? '';
    return part.startsWith(':') ? isAllowed(route.name, part.slice(1), segment) : part === segment;
  });
}

function isAllowed(name: MethodName, field: string, value: string): boolean {
  const shape: Record<string, { safeParse(value: unknown): { success: boolean } }> = methods[name].input.shape;
  return shape[field]?.safeParse(value).success ?? false;
}

function pathInput(route: Route, segments: readonly string[]): Record<string, string> {
  const fields = route.segments.flatMap((part, place) =>
    part.startsWith(':') ? [[part.slice(1), segments[place] ?? '']] : [],
  );
  return Object.fromEntries(fields);
}

const namedParts = (route: Route): number => route.segments.filter((part) => part.startsWith(':')).length;

const byLiteralsFirst = (one: Route, other: Route): number => namedParts(one) - namedParts(other);
