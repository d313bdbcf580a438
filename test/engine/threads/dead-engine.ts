/** An engine that cannot start. */
throw new Error('the engine has a bug at its start');
