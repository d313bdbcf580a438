import { useCallback, useEffect, useRef, useState } from 'react';
import { formatBytes } from '../../format/numbers.ts';
import buttons from '../parts/buttons.module.css';
import { useSeen } from '../parts/use-seen.ts';
import { Pieces } from '../text/Pieces.tsx';
import { useFold, useTranscript } from '../transcript/transcript-context.ts';
import { mostImageBytes } from './image-kind.ts';
import styles from './image.module.css';
import { type LoadedImage, loadImage } from './load-image.ts';
import { releaseImage } from './release-image.ts';

interface Props {
  block_id: string;
  media_type: string;
  bytes: number;
  /** Why there is nothing to show; null when there is. */
  absent_reason: string | null;
}

/* An image that is only scrolled past is not read. */
const rest_ms = 150;

/** A thumbnail in a box of fixed height; larger on demand. The bytes are read when it comes near the window. */
export function ImageView({ block_id, media_type, bytes, absent_reason }: Props) {
  const reason = absent_reason ?? (bytes > mostImageBytes ? 'This image is larger than 8 MB.' : null);
  if (reason !== null) return <NoImage media_type={media_type} bytes={bytes} reason={reason} />;
  return <Thumbnail block_id={block_id} media_type={media_type} bytes={bytes} />;
}

function Thumbnail({ block_id, media_type, bytes }: Omit<Props, 'absent_reason'>) {
  const { thread } = useTranscript();
  const ref = useRef<HTMLDivElement>(null);
  const isSeen = useSeen(ref);
  /* Stays when the element has left the screen: it may still be loading. */
  const drawn = useRef<HTMLImageElement | null>(null);
  const keepDrawn = useCallback((element: HTMLImageElement | null) => {
    drawn.current = element ?? drawn.current;
  }, []);
  const [image, setImage] = useState<LoadedImage | { reason: string } | null>(null);
  const [isLarge, setIsLarge] = useFold(`${block_id} image`, false);
  useEffect(() => {
    if (!isSeen) return;
    let url: string | null = null;
    let isGone = false;
    const load = async (): Promise<void> => {
      const loaded = await loadImage(thread, block_id);
      if ('url' in loaded) url = loaded.url;
      if (!isGone) setImage(loaded);
      else if (url) releaseImage(url, null);
    };
    const timer = setTimeout(() => void load(), rest_ms);
    return () => {
      isGone = true;
      clearTimeout(timer);
      if (url) releaseImage(url, drawn.current);
    };
  }, [isSeen, thread, block_id]);
  if (image && 'reason' in image) return <NoImage media_type={media_type} bytes={bytes} reason={image.reason} />;
  return (
    <div ref={ref} className={isLarge ? styles.large : styles.box}>
      {image && (
        <button type="button" aria-expanded={isLarge} title={titleOf(image)} onClick={() => setIsLarge(!isLarge)}>
          <img
            ref={keepDrawn}
            src={image.url}
            alt={`From the log, ${titleOf(image)}`}
            decoding="async"
            draggable={false}
          />
        </button>
      )}
      <span className={styles.caption}>
        <Pieces text={media_type} newlines="mark" /> · {formatBytes(bytes)}
      </span>
    </div>
  );
}

const titleOf = ({ kind }: LoadedImage): string => `${kind.width} × ${kind.height} pixels`;

function NoImage({ media_type, bytes, reason }: { media_type: string; bytes: number; reason: string }) {
  return (
    <div className={buttons.bar}>
      <span>
        Image (<Pieces text={media_type} newlines="mark" />
        {bytes > 0 && `, ${formatBytes(bytes)}`}): <Pieces text={reason} newlines="mark" />
      </span>
    </div>
  );
}
