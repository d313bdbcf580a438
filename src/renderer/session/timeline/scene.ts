import type { Timeline } from '../../../contract/timeline.ts';
import { type Chart, chartFrom } from './chart.ts';
import { type Lane, lanesOf } from './lanes.ts';
import { cutTime, realTime, type TimeScale } from './time-scale.ts';

/** A timeline laid out in time, before anything is drawn of it. */
export interface Layout {
  chart: Chart;
  scale: TimeScale;
  lanes: Lane[];
}

const charts = new WeakMap<Timeline, Chart>();
const layouts = new WeakMap<Timeline, Map<boolean, Layout>>();

/** The layout of a timeline; strip and lanes share it. */
export function layoutOf(timeline: Timeline, is_cut: boolean): Layout {
  const known = layouts.get(timeline) ?? new Map<boolean, Layout>();
  layouts.set(timeline, known);
  let layout = known.get(is_cut);
  if (!layout) {
    const chart = charts.get(timeline) ?? chartFrom(timeline);
    charts.set(timeline, chart);
    const scale = is_cut && chart.is_timed ? cutTime(chart) : realTime(chart.length_ms);
    layout = { chart, scale, lanes: lanesOf(chart, scale) };
    known.set(is_cut, layout);
  }
  return layout;
}
