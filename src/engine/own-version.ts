/** Version of this Rearview; the build writes it in. */
export const ownVersion = process.env.REARVIEW_VERSION ?? 'unbuilt';
