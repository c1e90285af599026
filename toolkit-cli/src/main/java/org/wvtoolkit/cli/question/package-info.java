/**
 * Shared parts of the commands that look up words: reading of queries, choice of the index and printing of results.
 */
@NullMarked
package org.wvtoolkit.cli.question;

import org.jspecify.annotations.NullMarked;
