/** The views of the analytics. */
export const analyticsViews = ['usage', 'tools', 'activity', 'reviews', 'compare'] as const;
export type AnalyticsView = (typeof analyticsViews)[number];

/** What two sides are compared by. */
export const compareKinds = ['range', 'model', 'project', 'session'] as const;
export type CompareKind = (typeof compareKinds)[number];

export interface AnalyticsPlace {
  screen: 'analytics';
  view: AnalyticsView;
  /** Not looked at when `from` and `to` are given. */
  days: number | 'all';
  /** Own range: both days, or neither. */
  from: string | null;
  to: string | null;
  source: string;
  project: string | null;
  model: string | null;
  /** The two sides of a comparison; what stands for a side depends on the kind. */
  by: CompareKind;
  a: string | null;
  b: string | null;
}

/** What is first shown: the usage of the last 30 days. */
export const plainAnalytics: AnalyticsPlace = {
  screen: 'analytics',
  view: 'usage',
  days: 30,
  from: null,
  to: null,
  source: 'all',
  project: null,
  model: null,
  by: 'range',
  a: null,
  b: null,
};

/** The part of the address behind `?`. */
export function analyticsParams(place: AnalyticsPlace): Record<string, string | null> {
  const isCompared = place.view === 'compare';
  return {
    view: place.view === plainAnalytics.view ? null : place.view,
    days: place.from === null ? String(place.days) : null,
    from: place.from,
    to: place.to,
    source: place.source,
    project: place.project,
    model: place.model,
    by: isCompared ? place.by : null,
    a: isCompared ? place.a : null,
    b: isCompared ? place.b : null,
  };
}

export function analyticsFromParams(params: URLSearchParams): AnalyticsPlace {
  const days = Number(/^\d{1,4}$/.exec(params.get('days') ?? '')?.[0] ?? 0);
  const [from, to] = [dayFrom(params.get('from')), dayFrom(params.get('to'))];
  const isOwn = from !== null && to !== null && from <= to;
  const view = analyticsViews.find((each) => each === params.get('view')) ?? plainAnalytics.view;
  const isCompared = view === 'compare';
  return {
    screen: 'analytics',
    view,
    days: isOwn ? 30 : params.get('days') === 'all' ? 'all' : days > 0 && days <= 3660 ? days : 30,
    from: isOwn ? from : null,
    to: isOwn ? to : null,
    source: params.get('source') || 'all',
    project: params.get('project') || null,
    model: params.get('model') || null,
    by: (isCompared && compareKinds.find((each) => each === params.get('by'))) || 'range',
    a: (isCompared && params.get('a')) || null,
    b: (isCompared && params.get('b')) || null,
  };
}

/** A day such as `2026-10-12`; null for anything else. */
function dayFrom(text: string | null): string | null {
  if (text === null || !/^\d{4}-\d\d-\d\d$/.test(text)) return null;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? text : null;
}
