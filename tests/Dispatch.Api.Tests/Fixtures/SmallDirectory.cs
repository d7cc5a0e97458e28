namespace Dispatch.Api.Tests.Fixtures;

/// <summary>A ministry, a province and a district: enough for a paper's whole life.</summary>
internal static class SmallDirectory
{
    public const string Bodies = """
        key,kind,name,abbreviation,code,parent,place,from,to,successor,aliases,local_aliases
        bo,Ministry,Bộ Thử nghiệm,BTN,,,Hà Nội,,,,,
        bo-vp,Unit,Văn phòng Bộ,VP,,bo,,,,,,
        bo-vcs,Unit,Vụ Chính sách,VCS,,bo,,,,,,
        tinh,ProvincialCommittee,Ủy ban nhân dân tỉnh Mẫu,UBND,,,Mẫu,,,,,UBND tỉnh
        tinh-vp,Unit,Văn phòng Ủy ban nhân dân tỉnh,VPUBND,,tinh,,,,,,
        so,ProvincialDepartment,Sở Mẫu tỉnh Mẫu,SM,,tinh,Mẫu,,,,,Sở Mẫu
        """;

    public const string Groups = "key,name,owner,from,to,aliases\n";

    public const string Members = "group,body,from,to\n";
}
