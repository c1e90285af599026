/**
 * Typed descriptions of options: the single place where the name, type, default, range and meaning of a
 * hyperparameter are
 * written down.
 *
 * <p>Input: values as text, from a command line, a file or a model's metadata ({@link
 * org.wvtoolkit.option.OptionValues}).
 * Output: validated, typed values, or an {@link org.wvtoolkit.option.OptionException}. Entry class:
 * {@link org.wvtoolkit.option.Option}. An options record declares an {@link org.wvtoolkit.option.OptionSet},
 * which binds each
 * option to a component of the record; a {@link org.wvtoolkit.option.MethodRegistry} lists methods with their
 * options. The
 * command line, options files, metadata, tuning and the reference documentation are derived from these.
 */
@NullMarked
package org.wvtoolkit.option;

import org.jspecify.annotations.NullMarked;
