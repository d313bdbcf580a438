import type { ReactNode } from 'react';
import type { ToolAnalytics } from '../../../contract/analytics.ts';
import { formatCount, formatCounted, formatShare } from '../../format/numbers.ts';
import { shortenPath } from '../../format/paths.ts';
import { formatDuration } from '../../format/times.ts';
import { plainText } from '../../format/visible-text.ts';
import controls from '../../parts/controls.module.css';
import { Safe } from '../../parts/Safe.tsx';
import { type FigureColumn, FigureTable } from './FigureTable.tsx';
import type { ListFilter } from './range.ts';
import styles from './ToolTables.module.css';
import { type ToolRow, toolRows } from './tool-rows.ts';

type Program = ToolAnalytics['top_programs'][number];
type Command = ToolAnalytics['top_commands'][number];

interface Props {
  tools: ToolAnalytics;
  /** The address of the sessions behind a row. */
  linkTo(filter: ListFilter): string;
}

/** Tools, programs with their commands, and files. */
export function ToolTables({ tools, linkTo }: Props) {
  return (
    <>
      <FigureTable
        title="Tools"
        is_wide
        rows={toolRows(tools)}
        keyOf={(row) => row.name}
        columns={toolColumns(linkTo)}
        size={(row) => row.count}
        none="No tool call in this range."
      />
      <FigureTable<Program>
        title="Programs"
        rows={tools.top_programs}
        keyOf={(row) => row.program}
        columns={programColumns(linkTo)}
        inner={commandsOf(linkTo)}
        size={(row) => row.count}
        none="No command was run in this range."
      />
      <FigureTable<Command>
        title="Commands"
        rows={tools.top_commands}
        keyOf={(row) => row.command}
        columns={commandColumns(linkTo)}
        size={(row) => row.count}
        none="No command was run in this range."
      />
      <FigureTable
        title="Files read most"
        rows={tools.top_files_read}
        keyOf={(row) => row.path}
        columns={[pathColumn(linkTo), countColumn('Reads')]}
        size={(row) => row.count}
        none="No file was read in this range."
      />
      <FigureTable
        title="Files written most"
        rows={tools.top_files_written}
        keyOf={(row) => row.path}
        columns={[pathColumn(linkTo), countColumn('Writes')]}
        size={(row) => row.count}
        none="No file was written in this range."
      />
    </>
  );
}

type LinkTo = Props['linkTo'];

function commandsOf(linkTo: LinkTo) {
  return (program: Program): ReactNode => <ProgramCommands program={program} linkTo={linkTo} />;
}

/** The commands of a program, most run first. */
function ProgramCommands({ program, linkTo }: { program: Program; linkTo: LinkTo }) {
  const rest = program.command_count - program.commands.length;
  return (
    <>
      <ul className={styles.commands} aria-label={`Commands of ${plainText(program.program)}`}>
        {program.commands.map(({ command, count, error_count }) => (
          <li key={command}>
            <a
              className={`${controls.link} ${styles.command}`}
              href={linkTo({ command })}
              title={plainText(command.slice(0, 600))}
            >
              <code>
                <Safe text={command} most={300} />
              </code>
            </a>
            <span data-number="">{formatCount(count)}</span>
            <span data-number="">{error_count > 0 && <Failures count={error_count} />}</span>
          </li>
        ))}
      </ul>
      {rest > 0 && <p className={styles.zero}>{formatCounted(rest, 'other command')}, each run less often.</p>}
    </>
  );
}

const toolColumns = (linkTo: LinkTo): readonly FigureColumn<ToolRow>[] => [
  {
    head: 'Tool',
    is_name: true,
    cell: (row) => (
      <a className={controls.link} href={linkTo({ tool: row.name })}>
        <Safe text={row.name} most={120} />
      </a>
    ),
    csv: (row) => row.name,
  },
  { head: 'Calls', cell: (row) => formatCount(row.count), csv: (row) => row.count },
  ...failureColumns<ToolRow>((row) => row.errors),
  {
    head: 'Denied',
    about: 'Refused by a person, a rule or a hook; not counted as failed',
    cell: (row) => some(row.denials),
    csv: (row) => row.denials,
  },
  {
    head: 'Stopped',
    about: 'Broken off before they ended',
    cell: (row) => some(row.interruptions),
    csv: (row) => row.interruptions,
  },
  {
    head: 'p50',
    about: 'Half of the calls took no longer',
    cell: (row) => formatDuration(row.p50_ms),
    csv: (row) => row.p50_ms,
  },
  {
    head: 'p95',
    about: '95 of 100 calls took no longer',
    cell: (row) => formatDuration(row.p95_ms),
    csv: (row) => row.p95_ms,
  },
  {
    head: 'Timed',
    about: 'Calls whose duration the log tells',
    cell: (row) => formatCount(row.timed_count),
    csv: (row) => row.timed_count,
  },
];

const pathColumn = (linkTo: LinkTo): FigureColumn<{ path: string; count: number }> => ({
  head: 'File',
  is_name: true,
  cell: ({ path }) => (
    <a className={controls.link} href={linkTo({ file: path })}>
      <code title={plainText(path)}>
        <Safe text={shortenPath(path, 72)} />
      </code>
    </a>
  ),
  csv: (row) => row.path,
});

function nameColumn<Row>(head: string, name: (row: Row) => string, link: (row: Row) => string): FigureColumn<Row> {
  return {
    head,
    is_name: true,
    cell: (row) => (
      <a className={controls.link} href={link(row)}>
        <code title={plainText(name(row).slice(0, 600))}>
          <Safe text={name(row)} most={300} />
        </code>
      </a>
    ),
    csv: name,
  };
}

function countColumn(head: string): FigureColumn<{ count: number }> {
  return { head, cell: (row) => formatCount(row.count), csv: (row) => row.count };
}

/** How many calls failed, and which part of all. */
function failureColumns<Row extends { count: number }>(errorsOf: (row: Row) => number): FigureColumn<Row>[] {
  return [
    { head: 'Failed', cell: (row) => <Failures count={errorsOf(row)} />, csv: errorsOf },
    {
      head: 'Rate',
      about: 'Failed calls of all calls',
      cell: (row) => (errorsOf(row) === 0 ? '' : formatShare(errorsOf(row), row.count)),
      csv: (row) => (row.count === 0 ? null : errorsOf(row) / row.count),
    },
  ];
}

function Failures({ count }: { count: number }) {
  return count === 0 ? some(0) : <span className={styles.failed}>{formatCount(count)}</span>;
}

const some = (count: number) => (count === 0 ? <span className={styles.zero}>0</span> : formatCount(count));

const programColumns = (linkTo: LinkTo): readonly FigureColumn<Program>[] => [
  nameColumn(
    'Program',
    (row) => row.program,
    (row) => linkTo({ program: row.program }),
  ),
  countColumn('Runs'),
  ...failureColumns<Program>((row) => row.error_count),
];

const commandColumns = (linkTo: LinkTo): readonly FigureColumn<Command>[] => [
  nameColumn(
    'Command',
    (row) => row.command,
    (row) => linkTo({ command: row.command }),
  ),
  countColumn('Runs'),
];
