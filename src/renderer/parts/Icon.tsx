const paths = {
  home: 'M3 9.5 10 4l7 5.5V16a1 1 0 0 1-1 1h-4v-4.5H8V17H4a1 1 0 0 1-1-1z',
  sessions: 'M3 5h14M3 10h14M3 15h9',
  search: 'M9 4a5 5 0 1 0 0 10A5 5 0 0 0 9 4zm3.7 8.7L17 17',
  analytics: 'M3 17h14M5.5 17v-5M10 17V4M14.5 17V9',
  settings: 'M3 6h8M15 6h2M3 14h2M9 14h8M13 4v4M7 12v4',
  system: 'M10 3.5a6.5 6.5 0 1 0 0 13zm0 0a6.5 6.5 0 0 1 0 13',
  light:
    'M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.7l1.1-1.1M14.6 5.4l1.1-1.1',
  dark: 'M16.5 11.5A7 7 0 0 1 8.5 3.5a6.7 6.7 0 1 0 8 8z',
  keys: 'M3 6h14a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1zM5 8.5h.01M8 8.5h.01M11 8.5h.01M14 8.5h.01M6 11.5h8',
  chevron: 'm7.5 5 5 5-5 5',
  down: 'm6 8 4 4 4-4',
  close: 'm5 5 10 10M15 5 5 15',
  copy: 'M7 7h9v9H7zM4 13V4h9',
  circle: 'M10 4.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11z',
  check: 'm4 10.5 4 4 8-9',
  panel: 'M3 4h14v12H3zM8 4v12',
  reload: 'M16 10a6 6 0 1 1-2-4.5M16 3v3.5h-3.5',
  filter: 'M3 5h14M6 10h8M8.5 15h3',
  pin: 'M7.5 3h5l-.6 5 2.6 2.5v1.5H5.5v-1.5L8.1 8zM10 12v5',
  tag: 'M3.5 9.5v-6h6l7 7-6 6zM6.7 6.7v.01',
  help: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM8 8.2a2 2 0 1 1 2.8 1.8c-.6.3-.8.6-.8 1.3M10 13.6v.01',
  warning: 'M10 3.5 17.5 16.5h-15zM10 8.5v3.5M10 14.2v.01',
} as const;

export type IconName = keyof typeof paths;

/** A line drawing of 16 pixels. It says nothing to screen readers: the control around it has the words. */
export function Icon({ name, className }: { name: IconName; className?: string }) {
  return (
    <svg
      className={className}
      width="16"
      height="16"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
