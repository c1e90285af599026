/**
 * The commands {@code wv explore} and {@code wv serve}.
 *
 * <p>Entry classes: the commands. Input: options. Output: a server that runs until the process is ended.
 */
@NullMarked
package org.wvtoolkit.cli.command.web;

import org.jspecify.annotations.NullMarked;
