/**
 * Parts shared by all commands that look up words: parsing of question lines, index selection and
 * printing of answers.
 */
@NullMarked
package org.wvtoolkit.cli.question;

import org.jspecify.annotations.NullMarked;
