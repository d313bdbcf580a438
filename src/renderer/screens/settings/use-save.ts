import { useState } from 'react';
import type { Input } from '../../../contract/api.ts';
import type { ApiError } from '../../../contract/result.ts';
import { api } from '../../api/api.ts';
import { askAgain } from '../../store/loadable.ts';

/** Saves settings; tells whether that is under way, and why it did not go. */
export function useSave() {
  const [state, setState] = useState<{ is_busy: boolean; error: ApiError | null }>({ is_busy: false, error: null });
  const save = async (settings: Input<'saveSettings'>): Promise<boolean> => {
    setState({ is_busy: true, error: null });
    const result = await api.saveSettings(settings);
    setState({ is_busy: false, error: result.ok ? null : result.error });
    askAgain('settings');
    return result.ok;
  };
  return { ...state, save };
}
