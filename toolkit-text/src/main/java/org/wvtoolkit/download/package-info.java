/**
 * Corpus downloads: a catalogue of corpora and resumable, verified downloads.
 *
 * <p>Entry classes: {@link org.wvtoolkit.download.Catalogue} and
 * {@link org.wvtoolkit.download.Download}. Input: a name. Output: a complete, verified file.
 *
 * <p>Not part of the public API.
 */
@NullMarked
package org.wvtoolkit.download;

import org.jspecify.annotations.NullMarked;
