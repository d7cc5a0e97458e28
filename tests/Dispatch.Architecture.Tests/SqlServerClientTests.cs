using Microsoft.Data.SqlClient;

namespace Dispatch.Architecture.Tests;

/// <summary>SqlClient loads Microsoft.SqlServer.Server on the first parameter; ours stands in for it (docs/adr/0007).</summary>
public sealed class SqlServerClientTests
{
    private static readonly object[] Values = [1, "Số: 6983/BNG-CNV", new byte[] { 1 }, new DateOnly(2024, 12, 17), 1.5m];

    [TestCaseSource(nameof(Values))]
    public void A_parameter_of_a_command_finds_its_type(object value)
    {
        using var command = new SqlCommand("select @a");
        var parameter = command.Parameters.AddWithValue("@a", value);

        Assert.That(() => parameter.SqlDbType, Throws.Nothing);
    }

    [Test]
    public void A_value_of_no_SQL_type_is_refused_by_the_client_itself_so_the_assembly_was_asked()
    {
        using var command = new SqlCommand("select @a");
        var parameter = command.Parameters.AddWithValue("@a", new SqlServerClientTests());

        Assert.That(() => parameter.SqlDbType, Throws.ArgumentException);
        Assert.That(
            AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName()),
            Has.Some.Matches<System.Reflection.AssemblyName>(name => name is { Name: "Microsoft.SqlServer.Server", Version: { Major: 1, Minor: 0 } }));
    }
}
