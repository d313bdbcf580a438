import type { Chart } from './chart.ts';
import { laneOfItem, type Lane } from './lanes.ts';

/** All items of a lane in the order of time. */
export function itemsInLane({ tracks }: Lane): number[] {
  const items = tracks.flatMap((track) => [...track.items].map((item, at) => ({ item, from: track.from[at]! })));
  return items.toSorted((one, other) => one.from - other.from || one.item - other.item).map(({ item }) => item);
}

/** The item before or after one in its lane; the same at the end. */
export function besides(lanes: readonly Lane[], chart: Chart, item: number, step: 1 | -1): number {
  const items = itemsInLane(laneWith(lanes, chart, item));
  return items[items.indexOf(item) + step] ?? item;
}

/** The first or the last item of the item's lane. */
export function endOfLane(lanes: readonly Lane[], chart: Chart, item: number, which: 'first' | 'last'): number {
  const items = itemsInLane(laneWith(lanes, chart, item));
  return items.at(which === 'first' ? 0 : -1) ?? item;
}

/** The item nearest in time in the lane above or below; the same when there is no further lane. */
export function across(lanes: readonly Lane[], chart: Chart, item: number, step: 1 | -1): number {
  const at = lanes.indexOf(laneWith(lanes, chart, item)) + step;
  const lane = lanes[at];
  if (!lane || at < 0) return item;
  const from = chart.from[item]!;
  const away = (other: number): number =>
    chart.to[other]! < from ? from - chart.to[other]! : Math.max(0, chart.from[other]! - from);
  return itemsInLane(lane).reduce((best, other) => (away(other) < away(best) ? other : best));
}

const laneWith = (lanes: readonly Lane[], chart: Chart, item: number): Lane => {
  const id = laneOfItem(chart, item);
  return lanes.find((lane) => lane.id === id) ?? lanes[0]!;
};
