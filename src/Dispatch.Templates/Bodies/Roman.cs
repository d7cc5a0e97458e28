using System.Globalization;
using System.Text;

namespace Dispatch.Templates.Bodies;

/// <summary>Roman numerals, as phần, chương and phụ lục are numbered.</summary>
internal static class Roman
{
    private static readonly (int Value, string Letters)[] Values =
    [
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ];

    /// <summary>The numeral of 1 to 3999; other numbers in figures, for the Romans had none.</summary>
    public static string Of(int number)
    {
        if (number is < 1 or > 3999)
        {
            return number.ToString(CultureInfo.InvariantCulture);
        }

        var result = new StringBuilder();
        foreach (var (value, letters) in Values)
        {
            for (; number >= value; number -= value)
            {
                result.Append(letters);
            }
        }

        return result.ToString();
    }
}
