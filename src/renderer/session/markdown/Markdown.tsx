import { memo, type ReactNode, useMemo } from 'react';
import { CodeBlock } from '../code/CodeBlock.tsx';
import { LinkText } from '../link/LinkText.tsx';
import { Pieces } from '../text/Pieces.tsx';
import { PlainText } from '../text/PlainText.tsx';
import { type MarkdownNode, markdownTree } from './markdown-tree.ts';
import styles from './markdown.module.css';

/** Markdown as elements: no HTML of the text is ever taken over, nothing is loaded. */
export const Markdown = memo(function Markdown({ text }: { text: string }) {
  const tree = useMemo(() => markdownTree(text), [text]);
  if (!tree) return <PlainText text={text} />;
  return (
    <div className={styles.markdown} dir="auto">
      <Nodes nodes={tree} />
    </div>
  );
});

function Nodes({ nodes }: { nodes: readonly MarkdownNode[] }): ReactNode {
  // oxlint-disable-next-line react/no-array-index-key -- the parts of a text have no identity but their place
  return nodes.map((node, place) => <Node key={place} node={node} />);
}

function Node({ node }: { node: MarkdownNode }): ReactNode {
  switch (node.type) {
    case 'text':
      return <Pieces text={node.text} />;
    case 'code':
      return (
        <code className={styles.code} dir="ltr">
          <Pieces text={node.text} newlines="mark" />
        </code>
      );
    case 'break':
      return <br />;
    case 'rule':
      return <hr className={styles.rule} />;
    case 'strong':
      return <strong>{inside(node)}</strong>;
    case 'emphasis':
      return <em>{inside(node)}</em>;
    case 'strike':
      return <s>{inside(node)}</s>;
    case 'paragraph':
      return <p dir="auto">{inside(node)}</p>;
    case 'quote':
      return <blockquote className={styles.quote}>{inside(node)}</blockquote>;
    case 'heading':
      return (
        <p role="heading" aria-level={Math.min(node.level + 1, 6)} className={styles[`h${node.level}`]}>
          {inside(node)}
        </p>
      );
    case 'link':
      return (
        <LinkText href={node.href} label={plainText(node.children)}>
          {inside(node)}
        </LinkText>
      );
    case 'image':
      return <AbsentImage alt={node.alt} host={node.host} />;
    case 'list':
      return node.start === null ? <ul>{inside(node)}</ul> : <ol start={node.start}>{inside(node)}</ol>;
    case 'item':
      return <Item node={node} />;
    case 'fence':
      return <CodeBlock code={node.text} language={node.language} />;
    case 'table':
      return (
        <div className={styles.table}>
          <table>
            <tbody>{inside(node)}</tbody>
          </table>
        </div>
      );
    case 'row':
      return <tr>{inside(node)}</tr>;
    case 'cell': {
      const className = node.align === null ? undefined : styles[node.align];
      return node.is_head ? (
        <th scope="col" className={className}>
          {inside(node)}
        </th>
      ) : (
        <td className={className}>{inside(node)}</td>
      );
    }
  }
}

const inside = (node: { children: readonly MarkdownNode[] }): ReactNode => <Nodes nodes={node.children} />;

function Item({ node }: { node: Extract<MarkdownNode, { type: 'item' }> }) {
  if (node.checked === null) return <li>{inside(node)}</li>;
  return (
    <li className={styles.task}>
      <input type="checkbox" checked={node.checked} disabled aria-label={node.checked ? 'done' : 'not done'} />
      {inside(node)}
    </li>
  );
}

/** Images of messages are named, never loaded: a request for one tells its server that somebody reads this. */
function AbsentImage({ alt, host }: { alt: string; host: string | null }) {
  return (
    <span className={styles.image} title="Images in messages are not loaded.">
      image{alt !== '' && ': '}
      <Pieces text={alt} newlines="mark" />
      {host !== null && (
        <>
          {' · '}
          <Pieces text={host} newlines="mark" />
        </>
      )}
    </span>
  );
}

function plainText(nodes: readonly MarkdownNode[]): string {
  return nodes
    .map((node) => ('children' in node ? plainText(node.children) : 'text' in node ? node.text : ''))
    .join('');
}
