import { type ComponentType, lazy, type LazyExoticComponent } from 'react';

/** Thrown in place of a part of the page that could not be had, as when the host was stopped before it was needed. */
export class PartNotLoaded extends Error {
  override name = 'PartNotLoaded';
}

/** A component that is loaded when it is first shown. */
export const lazyPart = <Props>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): LazyExoticComponent<ComponentType<Props>> =>
  lazy(() =>
    load().catch((cause: unknown) => {
      throw new PartNotLoaded('A part of the page could not be loaded.', { cause });
    }),
  );
