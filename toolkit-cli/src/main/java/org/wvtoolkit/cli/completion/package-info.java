/**
 * Completion scripts for bash, zsh, fish and PowerShell. Entry class: {@link org.wvtoolkit.cli.completion.Shell}.
 * Input: picocli's description of the commands. Output: a script in the language of one shell.
 */
@NullMarked
package org.wvtoolkit.cli.completion;

import org.jspecify.annotations.NullMarked;
