import markdownIt from 'markdown-it';
import { shieldPlaceholders, unshieldPlaceholders } from './shield-placeholders.ts';

/** A Markdown text as a tree: what is drawn, and nothing that could be run. */
export type MarkdownNode =
  | { type: 'text'; text: string }
  | { type: 'code'; text: string }
  | { type: 'break' }
  | { type: 'rule' }
  | { type: 'strong' | 'emphasis' | 'strike' | 'paragraph' | 'quote'; children: MarkdownNode[] }
  | { type: 'link'; href: string; children: MarkdownNode[] }
  | { type: 'image'; alt: string; host: string | null }
  | { type: 'heading'; level: number; children: MarkdownNode[] }
  | { type: 'list'; start: number | null; children: MarkdownNode[] }
  | { type: 'item'; checked: boolean | null; children: MarkdownNode[] }
  | { type: 'fence'; language: string; text: string }
  | { type: 'table'; children: MarkdownNode[] }
  | { type: 'row'; is_head: boolean; children: MarkdownNode[] }
  | { type: 'cell'; is_head: boolean; align: 'left' | 'center' | 'right' | null; children: MarkdownNode[] };

/** What the parser hands over, as far as it is looked at. */
interface Token {
  type: string;
  tag: string;
  nesting: number;
  content: string;
  info: string;
  hidden: boolean;
  attrs: [string, string][] | null;
  children: Token[] | null;
}

/* A screen of text has some hundred nodes; a text with more than this many was written to hurt. */
const mostNodes = 20_000;

const parser = markdownIt({ html: false, linkify: false, typographer: false, breaks: true });
/* Links are judged where they are opened, on the address as it was written. */
parser.validateLink = () => true;
parser.normalizeLink = (url) => url;
parser.normalizeLinkText = (url) => url;

/** Parses Markdown without HTML. Null when the text has more parts than a screen should hold: show it as it is. */
export function markdownTree(text: string): MarkdownNode[] | null {
  const shield = shieldPlaceholders(text);
  const tokens = parser.parse(shield.text, {}) as Token[];
  const builder = new TreeBuilder((part) => unshieldPlaceholders(part, shield));
  builder.addAll(tokens);
  return builder.isTooLarge ? null : builder.root;
}

type Parent = { children: MarkdownNode[] };

/** Turns the flat list of opening and closing tokens into a tree. Deep nesting is cut by the parser. */
class TreeBuilder {
  readonly root: MarkdownNode[] = [];
  readonly #stack: Parent[] = [{ children: this.root }];
  readonly #restore: (text: string) => string;
  #count = 0;
  #isHead = false;

  constructor(restore: (text: string) => string) {
    this.#restore = restore;
  }

  get isTooLarge(): boolean {
    return this.#count > mostNodes;
  }

  addAll(tokens: readonly Token[]): void {
    for (const token of tokens) {
      if (this.isTooLarge) return;
      this.#add(token);
    }
  }

  #add(token: Token): void {
    if (token.type === 'inline') {
      this.addAll(token.children ?? []);
      return;
    }
    if (token.type === 'thead_open' || token.type === 'thead_close') this.#isHead = token.nesting === 1;
    if (token.nesting === 1) this.#open(token);
    else if (token.nesting === -1) this.#close(token);
    else this.#put(this.#leaf(token));
  }

  #open(token: Token): void {
    const node = isTransparent(token) ? null : this.#container(token);
    if (node) this.#put(node);
    this.#stack.push(node ?? this.#top);
  }

  #close(token: Token): void {
    const closed = this.#stack.pop();
    if (token.type === 'list_item_close' && closed) markTask(closed as MarkdownNode);
  }

  get #top(): Parent {
    return this.#stack.at(-1) ?? { children: this.root };
  }

  #put(node: MarkdownNode | null): void {
    if (!node) return;
    this.#count += 1;
    this.#top.children.push(node);
  }

  #container(token: Token): (MarkdownNode & Parent) | null {
    const children: MarkdownNode[] = [];
    switch (token.type) {
      case 'paragraph_open':
        return { type: 'paragraph', children };
      case 'heading_open':
        return { type: 'heading', level: Number(token.tag.slice(1)), children };
      case 'blockquote_open':
        return { type: 'quote', children };
      case 'bullet_list_open':
        return { type: 'list', start: null, children };
      case 'ordered_list_open':
        return { type: 'list', start: Number(attribute(token, 'start') ?? 1), children };
      case 'list_item_open':
        return { type: 'item', checked: null, children };
      case 'strong_open':
        return { type: 'strong', children };
      case 'em_open':
        return { type: 'emphasis', children };
      case 's_open':
        return { type: 'strike', children };
      case 'link_open':
        return { type: 'link', href: this.#restore(attribute(token, 'href') ?? ''), children };
      case 'table_open':
        return { type: 'table', children };
      case 'tr_open':
        return { type: 'row', is_head: this.#isHead, children };
      case 'th_open':
      case 'td_open':
        return { type: 'cell', is_head: this.#isHead, align: alignOf(token), children };
      default:
        return null;
    }
  }

  #leaf(token: Token): MarkdownNode | null {
    const text = this.#restore(token.content);
    switch (token.type) {
      case 'softbreak':
      case 'hardbreak':
        return { type: 'break' };
      case 'hr':
        return { type: 'rule' };
      case 'code_inline':
        return { type: 'code', text };
      case 'fence':
        return { type: 'fence', language: languageOf(token.info), text };
      case 'code_block':
        return { type: 'fence', language: '', text };
      case 'image':
        return { type: 'image', alt: text, host: hostOf(attribute(token, 'src') ?? '') };
      default:
        return text === '' ? null : { type: 'text', text };
    }
  }
}

/** Parts that only group others: table head and body, and the paragraphs of a tight list. */
const isTransparent = (token: Token): boolean =>
  token.hidden || token.type === 'thead_open' || token.type === 'tbody_open';

const attribute = (token: Token, name: string): string | null =>
  token.attrs?.find(([key]) => key === name)?.[1] ?? null;

function alignOf(token: Token): 'left' | 'center' | 'right' | null {
  const align = /^text-align:(left|center|right)$/.exec(attribute(token, 'style') ?? '')?.[1];
  return align === 'left' || align === 'center' || align === 'right' ? align : null;
}

/** The first word of a fence's info line, if it looks like the name of a language. */
const languageOf = (info: string): string => /^[\w+#.-]{1,30}/.exec(info.trim())?.[0] ?? '';

const hostOf = (url: string): string | null => URL.parse(url)?.host || null;

/** Makes `- [x] text` an item with a tick. */
function markTask(item: MarkdownNode): void {
  if (item.type !== 'item') return;
  const [first] = item.children;
  const holder = first?.type === 'paragraph' ? first.children : item.children;
  const [lead] = holder;
  if (lead?.type !== 'text') return;
  const box = /^\[([ xX])\] /.exec(lead.text);
  if (!box) return;
  item.checked = box[1] !== ' ';
  holder[0] = { type: 'text', text: lead.text.slice(box[0].length) };
}
