/**
 * WordNet, the thesaurus.
 *
 * <p>Comes in: the WordNet 3.1 database, from the class path. Goes out: text to learn from, so that there is always a corpus at
 * hand. Entry class: {@link org.wvtoolkit.thesaurus.WordNetGlosses}.
 */
@NullMarked
package org.wvtoolkit.thesaurus;

import org.jspecify.annotations.NullMarked;
