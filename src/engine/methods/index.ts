import type { Handlers } from '../../contract/api.ts';
import type { EngineParts } from '../engine.ts';
import { readActivityAnalytics } from './activity-analytics.ts';
import { readEventAnalytics } from './event-analytics.ts';
import { beginExport } from './export.ts';
import { readFacets } from './facets.ts';
import { listFileSessions } from './file-sessions.ts';
import { listFiles, readFileHistory } from './files.ts';
import { findInSession } from './find.ts';
import { forgetSession } from './forget-session.ts';
import { readBlockText, readImage } from './blocks.ts';
import { importMarks, readMarks, saveMarks, saveSearches } from './marks.ts';
import { readMessages } from './messages.ts';
import { readOutlineOf } from './outline.ts';
import { readRaw } from './raw.ts';
import { redactText } from './redact-text.ts';
import { searchSessions } from './search.ts';
import { readSession } from './session.ts';
import { listSessions } from './sessions.ts';
import { rebuild, removeData, saveSettings, showSamples, settingsOf } from './settings.ts';
import { listSources } from './sources.ts';
import { readToolAnalytics } from './tool-analytics.ts';
import { readTimelineOf } from './timeline.ts';
import { readContextOf } from './timeline-context.ts';
import { readUsageAnalytics } from './usage-analytics.ts';
import { ok } from '../../contract/result.ts';

/** The method list, furnished. */
export const handlersFor = (engine: EngineParts): Handlers => ({
  sources: () => ok({ sources: listSources(engine) }),
  status: () => ok(engine.status()),
  scan: async ({ with_text }) => ok(await (with_text ? engine.scanWithText() : engine.scan())),
  pauseText: ({ is_paused }) => ok(engine.pauseText(is_paused)),
  sessions: (input) => listSessions(engine, input),
  facets: (input) => readFacets(engine, input),
  session: (input) => readSession(engine, input),
  forgetSession: (input) => forgetSession(engine, input),
  outline: (input) => readOutlineOf(engine, input),
  timeline: (input) => readTimelineOf(engine, input),
  contextAutopsy: (input) => readContextOf(engine, input),
  messages: (input) => readMessages(engine, input),
  blockText: (input) => readBlockText(engine, input),
  image: (input) => readImage(engine, input),
  find: (input) => findInSession(engine, input),
  beginExport: (input) => beginExport(engine, input),
  exportPart: ({ export_id }) => engine.exports.next(export_id),
  raw: (input) => readRaw(engine, input),
  files: (input) => listFiles(engine, input),
  fileHistory: (input) => readFileHistory(engine, input),
  fileSessions: (input) => listFileSessions(engine, input),
  toolAnalytics: (input) => readToolAnalytics(engine, input),
  activityAnalytics: (input) => readActivityAnalytics(engine, input),
  eventAnalytics: (input) => readEventAnalytics(engine, input),
  usageAnalytics: (input) => readUsageAnalytics(engine, input),
  search: (input) => searchSessions(engine, input),
  marks: () => readMarks(engine),
  saveMarks: (input) => saveMarks(engine, input),
  saveSearches: (input) => saveSearches(engine, input),
  importMarks: (input) => importMarks(engine, input),
  settings: () => ok(settingsOf(engine)),
  saveSettings: (input) => saveSettings(engine, input),
  redactText: (input) => redactText(engine, input),
  rebuild: () => rebuild(engine),
  removeData: () => removeData(engine),
  showSamples: (input) => showSamples(engine, input),
});
