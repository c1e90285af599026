package org.wvtoolkit.cli.option.text;

import org.wvtoolkit.lines.TextUnit;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The unit of text that is never divided. */
public final class UnitOption {
    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            converter = Converter.class,
            description = "Unit of text: line, or document (lines up to the next empty line). Default:"
                    + " ${DEFAULT-VALUE}.")
    private TextUnit unit = TextUnit.LINE;

    /** Creates the options; picocli sets them. */
    public UnitOption() {}

    /** Converts the option's value. */
    static final class Converter implements ITypeConverter<TextUnit> {
        @Override
        public TextUnit convert(String text) {
            for (TextUnit unit : TextUnit.values()) {
                if (unit.toString().equalsIgnoreCase(text)) {
                    return unit;
                }
            }
            throw new TypeConversionException("'" + text + "' is neither line nor document");
        }
    }

    /**
     * The unit.
     *
     * @return the unit
     */
    public TextUnit unit() {
        return unit;
    }
}
