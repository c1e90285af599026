/**
 * Corpora from the network: a catalogue of them, and downloads that go on where they broke off and are verified.
 *
 * <p>Entry classes: {@link org.wvtoolkit.download.Catalogue} and {@link org.wvtoolkit.download.Download}. In: a name. Out: a file, whole
 * or not at all.
 */
@NullMarked
package org.wvtoolkit.download;

import org.jspecify.annotations.NullMarked;
